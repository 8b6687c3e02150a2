import { expect, test } from 'vitest'
import { matching } from './matching.ts'

const choices = ['Larkspur Bank', 'Café Credit Union', 'بنك الياسمين'].map((name) => ({
  institutionId: name,
  name,
  enteredAt: null,
}))

test.each([
  ['', ['Larkspur Bank', 'Café Credit Union', 'بنك الياسمين']],
  ['BANK', ['Larkspur Bank']],
  [' cafe c', ['Café Credit Union']],
  ['الياسمين', ['بنك الياسمين']],
  ['.*', []],
])('a search for "%s" finds %j', (query, names) => {
  expect(matching(choices, query).map(({ name }) => name)).toEqual(names)
})

import { expect, test } from 'vitest'
import { markHue, markLetters } from './mark.ts'

test.each([
  ['Larkspur Bank', 'LB'],
  ['Harbor & Vale Trust', 'HV'],
  ['juniper', 'JU'],
  ['Ö', 'Ö'],
  ['بنك الياسمين', 'با'],
  ['<b>1st</b> Bank', 'B1'],
  ['& –', '·'],
  ['', '·'],
])('the mark of "%s" is %s', (name, letters) => {
  expect(markLetters(name)).toBe(letters)
})

test('a hue is on the circle and belongs to the id', () => {
  const hues = ['larkspur', 'juniper', '', '🏦'.repeat(500)].map(markHue)

  expect(hues).toEqual(['larkspur', 'juniper', '', '🏦'.repeat(500)].map(markHue))
  expect(hues.every((hue) => hue >= 0 && hue < 360)).toBe(true)
  expect(hues[0]).not.toBe(hues[1])
})

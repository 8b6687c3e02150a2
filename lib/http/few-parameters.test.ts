import { expect, test } from 'vitest'
import { withFewParameters } from './few-parameters.ts'

const targetWith = (count: number) =>
  `/?${Array.from({ length: count }, (_, one) => `n${one}=v`).join('&')}`

test('an address with a hundred parameters is left as it is, and what goes beyond is cut off', () => {
  expect(withFewParameters('/institutions')).toBe('/institutions')
  expect(withFewParameters(targetWith(100))).toBe(targetWith(100))
  expect(withFewParameters(targetWith(101))).toBe(targetWith(100))
  expect(withFewParameters(`${targetWith(100)}${'&n'.repeat(7_000)}`)).toBe(targetWith(100))
})

import { expect, test } from 'vitest'
import { elapsed } from './elapsed.ts'

test.each([
  [-3, '0 ms'],
  [412.4, '412 ms'],
  [999, '999 ms'],
  [5_230, '5.2 s'],
  [59_990, '1 min'],
  [125_000, '2 min 5 s'],
  [600_000, '10 min'],
])('%d ms is said as %s', (ms, text) => {
  expect(elapsed(ms)).toBe(text)
})

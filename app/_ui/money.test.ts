import { expect, test } from 'vitest'
import { formatCents, spellCents } from './money.ts'

test.each([
  [0, '0.00'],
  [-0, '0.00'],
  [5, '0.05'],
  [-1, '−0.01'],
  [1240811, '12,408.11'],
  [-21407, '−214.07'],
  [Number.MAX_SAFE_INTEGER, '90,071,992,547,409.91'],
])('%d cents are written %s', (cents, written) => {
  expect(formatCents(cents)).toBe(written)
})

test('a negative amount is said in words', () => {
  expect(spellCents(-21407)).toBe('minus 214.07')
  expect(spellCents(21407)).toBe('214.07')
})

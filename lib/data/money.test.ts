import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cents } from './money.ts'

test.each([
  ['12910.44', 1_291_044],
  ['-214.07', -21_407],
  ['0.00', 0],
  ['-0.00', 0],
  ['-0.05', -5],
  ['7', 700],
  ['7.5', 750],
])('%s is %d cents', (decimal, amount) => {
  expect(cents.parse(decimal)).toBe(amount)
})

test.each(['', '1e3', '1.234', '1,000.00', 'NaN', 'Infinity', ' 1', '--1', '.5', '9'.repeat(14)])(
  '"%s" is not money',
  (decimal) => {
    expect(cents.safeParse(decimal).success).toBe(false)
  },
)

test('no cent is lost on the way', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e14, max: 1e14 }), (amount) => {
      const digits = String(Math.abs(amount)).padStart(3, '0')
      const decimal = `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
      expect(cents.parse(decimal)).toBe(amount)
    }),
  )
})

test('a sum of amounts is the sum of their cents, whatever their signs', () => {
  const amount = fc.integer({ min: -1e9, max: 1e9 })
  const written = (it: number) => `${it < 0 ? '-' : ''}${(Math.abs(it) / 100).toFixed(2)}`
  fc.assert(
    fc.property(fc.array(amount, { maxLength: 50 }), (amounts) => {
      const sum = amounts.reduce((total, it) => total + cents.parse(written(it)), 0)
      expect(sum).toBe(amounts.reduce((total, it) => total + it, 0))
    }),
  )
})

test('what is no decimal number of two places at most is never taken for money', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { success } = cents.safeParse(text)
      expect(success).toBe(/^-?[0-9]{1,13}(\.[0-9]{1,2})?$/.test(text))
    }),
  )
})

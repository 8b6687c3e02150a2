import { z } from 'zod'

/**
 * A decimal string such as "-214.07", as whole cents, so that adding never rounds.
 *
 * More than two decimals are refused, not rounded: such an amount is not money of ours.
 */
export const cents = z
  .string()
  .regex(/^-?\d{1,13}(\.\d{1,2})?$/)
  .transform(toCents)

function toCents(decimal: string): number {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.')
  const amount = Number(whole) * 100 + Number(fraction.padEnd(2, '0'))
  return decimal.startsWith('-') && amount !== 0 ? -amount : amount
}

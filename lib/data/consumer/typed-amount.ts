import { z } from 'zod'
import { cents } from '../money.ts'

const written = /^[+-]?(\d{1,13}|\d{1,3}(,\d{3}){1,3})(\.\d{1,2})?$/
const advice = 'Write an amount in figures, such as 1,234.56 or −50.'

/** An amount of money as people type it, as whole cents; null where nothing was typed. */
export const typedAmount = z
  .string('Give one amount only.')
  // Minus signs come in several lengths, and a pasted amount may bring spaces along.
  .transform((text) => text.replaceAll(/\s/g, '').replace(/^[−–]/, '-'))
  .refine((text) => text === '' || written.test(text), advice)
  .transform((text) => (text === '' ? null : cents.parse(text.replaceAll(/[+,]/g, ''))))

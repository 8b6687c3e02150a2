import { z } from 'zod'

export const accountStatuses = ['Active', 'Dormant', 'Closed'] as const
export type AccountStatus = (typeof accountStatuses)[number]
export const accountTypes = ['Checking', 'Savings', 'Certificate', 'Loan'] as const

export const account = z.object({
  // Half of a character cannot stand in an address.
  id: z
    .string()
    .min(1)
    .refine((id) => id.isWellFormed()),
  name: z.string(),
  maskedNumber: z.string(),
  type: z.enum(accountTypes),
  status: z.enum(accountStatuses),
  customerName: z.string(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  openedDate: z.iso.date(),
  maturityDate: z.iso.date().nullable(),
  // It stands in a header, between quotation marks (RFC 9110 §8.8.3).
  version: z.union([z.int(), z.string().regex(/^[\x21\x23-\x7e]{1,100}$/)]),
})

/** One account. Dates are ISO 8601; `version` changes with every change of it. */
export type Account = Readonly<z.output<typeof account>>

/** Whether a value could be an account's id: nothing that a path would take for more than a name. */
export function isAccountId(value: string): boolean {
  return /^[^\p{C}\s/\\?#%]{1,128}$/u.test(value) && !/^\.+$/.test(value)
}

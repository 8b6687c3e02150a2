import type { Payee } from './habits.ts'

export type AccountKind =
  | 'Checking'
  | 'Busy checking'
  | 'Savings'
  | 'Certificate'
  | 'Credit card'
  | 'Loan'
  | 'Unused'

/** An account as it is told about; all else is made up from it. Money in cents, debts negative. */
export type AccountStart = Readonly<{
  name: string
  kind: AccountKind
  /** The balance a year ago. */
  openingCents: number
  creditLimitCents?: number
  hidden?: boolean
}>

export type Entry = Readonly<{
  id: string
  /** Grows by one with every entry. */
  sequence: number
  amountCents: number
  /** Epoch milliseconds. */
  at: number
  payee: Payee
  /** The balance after it; null while it is pending, as it does not count yet. */
  balanceCents: number | null
}>

/** An account with everything that happened on it, the oldest first; the pending ones come last. */
export type BankAccount = Readonly<{
  id: string
  start: AccountStart
  holder: string
  lastDigits: string
  sortIndex: number
  balanceCents: number
  entries: readonly Entry[]
  /** When the bank last looked, in epoch milliseconds. */
  fetchedAt: number
}>

/** What the pending entries come to: the balance does not count them yet. */
export function pendingCents({ entries }: BankAccount): number {
  return entries.reduce((sum, it) => (it.balanceCents === null ? sum + it.amountCents : sum), 0)
}

export const accountTypes = ['Checking', 'Savings', 'Certificate', 'Loan'] as const
export const accountStatuses = ['Active', 'Dormant', 'Closed'] as const

/** An account as the API shows it. */
export type Account = Readonly<{
  id: string
  name: string
  /** Everything but the last digits is hidden. */
  maskedNumber: string
  type: (typeof accountTypes)[number]
  status: (typeof accountStatuses)[number]
  customerName: string
  currency: string
  /** ISO 8601 date. */
  openedDate: string
  maturityDate: string | null
  /** Grows with every change; what `If-Match` names. */
  version: number
}>

/** An account with what only some calls tell. */
export type AccountRecord = Readonly<{
  account: Account
  ledgerCents: number
  holdsCents: number
  /** Percent a year, as a decimal string. */
  interestRate: string
  /** Some systems leave balances out of a list. */
  listsBalances: boolean
}>

/** Cents as a decimal string, such as "-214.07". */
export function decimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

export function availableCents({ ledgerCents, holdsCents }: AccountRecord): number {
  return ledgerCents - holdsCents
}

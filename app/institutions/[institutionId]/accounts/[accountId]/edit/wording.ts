import type { Account } from '#lib/data/enterprise/account.ts'
import type { AccountPart } from '#lib/data/enterprise/account-form.ts'

/** What each form is called. */
export const titles = {
  details: 'Change the details',
  name: 'Change the name',
  dates: 'Change the dates',
} as const satisfies Record<AccountPart, string>

/** What a person calls the parts of an account; those without a name here are none of theirs. */
export const labels: Readonly<Partial<Record<keyof Account, string>>> = {
  name: 'Account name',
  customerName: 'Customer',
  type: 'Type',
  status: 'Status',
  openedDate: 'Opened',
  maturityDate: 'Matures',
}

/** A value as it stands in a field. */
export function asTyped(value: Account[keyof Account]): string {
  return value === null ? '' : String(value)
}

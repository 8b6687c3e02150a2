import type { ConsumerAccount } from './accounts.ts'

/** An amount that several accounts add up to, and how many of them could not be counted in. */
export type Total = Readonly<{ cents: number; unknown: number }>

/** The accounts of one type. */
export type AccountGroup = Readonly<{
  type: string
  accounts: readonly ConsumerAccount[]
  total: Total
}>

/** The types we know, in the order people look for them; a bank may have others. */
const knownTypes = ['Deposit', 'Line of Credit', 'Debt']

/** Accounts by type. Those that a person has hidden at their bank are left out. */
export function groupAccounts(accounts: readonly ConsumerAccount[]): readonly AccountGroup[] {
  const shown = accounts.filter(({ isHidden }) => !isHidden)
  return [...Map.groupBy(shown, ({ type }) => type)]
    .map(([type, group]) => ({ type, accounts: group, total: totalOf(group) }))
    .sort((one, other) => place(one.type) - place(other.type))
}

/**
 * What accounts add up to, debts taken off. All are taken to be in one currency: the API names none.
 *
 * An account that the bank leaves out of its totals is left out here too, and a hidden one always is.
 */
export function totalOf(accounts: readonly ConsumerAccount[]): Total {
  const counted = accounts.filter(({ isHidden, countsInTotals }) => countsInTotals && !isHidden)
  return {
    cents: counted.reduce((sum, { balanceCents }) => sum + (balanceCents ?? 0), 0),
    unknown: counted.filter(({ balanceCents }) => balanceCents === null).length,
  }
}

function place(type: string): number {
  const at = knownTypes.indexOf(type)
  return at === -1 ? knownTypes.length : at
}

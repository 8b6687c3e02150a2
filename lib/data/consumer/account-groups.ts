import type { ConsumerAccount } from './accounts.ts'

/** An amount that several accounts add up to, and how many of them could not be counted in. */
export type Total = Readonly<{ cents: number; unknown: number }>

/** The accounts of one type. */
export type AccountGroup = Readonly<{
  type: string
  accounts: readonly ConsumerAccount[]
  total: Total
}>

/** What there is to show of a list of accounts. `left` are those that are neither shown nor counted. */
export type AccountOverview = Readonly<{
  groups: readonly AccountGroup[]
  total: Total
  hidden: number
  left: number
}>

/** More than anybody looks through; a list without an end must not make a page without one. */
export const mostShown = 500

/** The types we know, in the order people look for them; a bank may have others. */
const knownTypes = ['Deposit', 'Line of Credit', 'Debt']

/** The first accounts of a list by type, with what those add up to. */
export function overviewOf(accounts: readonly ConsumerAccount[]): AccountOverview {
  const visible = accounts.filter(({ isHidden }) => !isHidden)
  const shown = visible.slice(0, mostShown)
  return {
    groups: groupAccounts(shown),
    total: totalOf(shown),
    hidden: accounts.length - visible.length,
    left: visible.length - shown.length,
  }
}

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

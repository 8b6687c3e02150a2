import 'server-only'
import type { Viewer } from '../viewer.ts'
import { type DailyBalance, dailyBalances } from './daily-balances.ts'
import { findTransactions } from './find-transactions.ts'
import type { Transaction } from './transaction.ts'
import { readTransactions } from './transaction-batches.ts'
import type { TransactionSearch } from './transaction-search.ts'

const pageSize = 50

/** One page of what a search found, and how the balance went in its period. */
export type TransactionPage = Readonly<{
  transactions: readonly Transaction[]
  total: number
  offset: number
  limit: number
  /** How many were read when reading stopped, as there may be more; null when all were. */
  cutShortAt: number | null
  /** Empty where the balances are not known, or not all transactions were read. */
  balances: readonly DailyBalance[]
}>

/**
 * A page of an account's transactions; null when there is no such account. The API knows neither a search
 * for text nor how many there are: all of the period are read, up to a bound, and the picture needs them.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · `session-over`
 */
export async function getTransactions(
  viewer: Viewer,
  accountId: string,
  search: TransactionSearch,
): Promise<TransactionPage | null> {
  const all: Transaction[] = []
  let isCutShort = false
  for await (const batch of readTransactions(viewer, accountId, search)) {
    if (batch === null) return null
    all.push(...batch.transactions)
    isCutShort ||= batch.isCutShort
  }

  const found = findTransactions(all, search)
  const { offset } = search
  return {
    transactions: found.slice(offset, offset + pageSize),
    total: found.length,
    offset,
    limit: pageSize,
    cutShortAt: isCutShort ? all.length : null,
    balances: isCutShort ? [] : dailyBalances(all, search, Date.now()),
  }
}

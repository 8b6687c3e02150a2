import { badRequest, noSuchThing } from '../api/error.ts'
import { isDate } from '../api/input.ts'
import { wholeNumber } from '../api/query.ts'
import type { Entry } from './account.ts'
import type { Asked } from './calls.ts'
import { accountTypes } from './show-account.ts'
import { showTransaction } from './show-transaction.ts'

const mostAtOnce = 500
const usualLimit = 100
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * A page of an account's entries: pending ones first, then the newest.
 *
 * @throws {ApiError} 400 for a parameter that makes no sense, 404 for an account that is not this customer's
 */
export function listTransactions({ bank, book, id, query }: Asked) {
  const account = book.get(id)
  if (!account) throw noSuchThing()
  const offset = wholeNumber(query, 'offset', 0, 0, 1_000_000)
  const limit = wholeNumber(query, 'limit', usualLimit, 1, mostAtOnce)
  const isWanted = readPeriod(query)
  const newestFirst = account.entries.toReversed().filter(isWanted)
  return {
    transactions: newestFirst
      .slice(offset, offset + limit)
      .map((entry) => showTransaction(account.id, entry, bank.state)),
    inactivatedTransactionIds: [],
    offset,
    limit,
    account: accountTypes(account),
  }
}

/** `since` counts itself in, `until` does not. What is pending is taken by the day it was made. */
function readPeriod(query: URLSearchParams): (entry: Entry) => boolean {
  const since = readInstant(query, 'since') ?? -Infinity
  const until = readInstant(query, 'until') ?? Infinity
  const updatedSince = readInstant(query, 'updatedSince')
  if (updatedSince !== null && (query.has('since') || query.has('until'))) {
    throw badRequest('updatedSince cannot be used with since or until.')
  }
  return ({ at }) => at >= (updatedSince ?? since) && at < until
}

function readInstant(query: URLSearchParams, name: string): number | null {
  const text = query.get(name)
  if (text === null) return null
  const time = instant.test(text) && isDate(text.slice(0, 10)) ? Date.parse(text) : Number.NaN
  if (!Number.isNaN(time)) return time
  throw badRequest(`${name} must be an instant such as 2026-01-31T00:00:00Z.`)
}

import 'server-only'
import { z } from 'zod'
import type { Viewer } from '../viewer.ts'
import { callBank } from './call-bank.ts'
import { userPath } from './path.ts'
import { addDays, isWithin, type Period } from './period.ts'
import { type Transaction, transaction } from './transaction.ts'

/** The most the API gives at once, and how often it is asked for one page or one download. */
const batchSize = 500
const mostCalls = 10

const scopes = ['https://api.banno.com/consumer/auth/transactions.detail.readonly']

const answer = z.object({
  transactions: z.array(transaction).max(batchSize),
  // A bank may give fewer at once than were asked for.
  limit: z.int().positive().max(batchSize).catch(batchSize),
})

/** Some of an account's transactions. Cut short: the bank may have more, and they are not read. */
export type Batch = Readonly<{ transactions: readonly Transaction[]; isCutShort: boolean }>

/**
 * An account's transactions of a period, in the order of the bank, as many at once as it gives. Each comes
 * once, even where one that is new moves the others on while they are read. Null when there is no such
 * account.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · `session-over`
 */
export async function* readTransactions(
  viewer: Viewer,
  accountId: string,
  period: Period,
): AsyncGenerator<Batch | null, void, undefined> {
  const seen = new Set<string>()
  for (let calls = 1, offset = 0; calls <= mostCalls; calls += 1) {
    const path = `${userPath(viewer, 'accounts', accountId, 'transactions')}?${query(period, offset)}`
    const page = await callBank(viewer, scopes, { path, answer })
    if (page === null) return yield null

    const fresh = page.transactions.filter(({ id, day }) => {
      // Whether the moment in `until` still counts is not documented: here the day decides.
      const isWanted = isWithin(period, day) && !seen.has(id)
      seen.add(id)
      return isWanted
    })
    const isLast = page.transactions.length < page.limit
    yield { transactions: fresh, isCutShort: !isLast && calls === mostCalls }
    if (isLast) return
    offset += page.transactions.length
  }
}

function query({ from, to }: Period, offset: number): URLSearchParams {
  return new URLSearchParams({
    offset: String(offset),
    limit: String(batchSize),
    since: `${from}T00:00:00Z`,
    until: `${addDays(to, 1)}T00:00:00Z`,
  })
}

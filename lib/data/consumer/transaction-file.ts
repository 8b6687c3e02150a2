import 'server-only'
import { FlowError } from '#lib/errors.ts'
import { reportProblem } from '#lib/report.ts'
import type { Viewer } from '../viewer.ts'
import { getConsumerAccount } from './accounts.ts'
import { type Batch, readTransactions } from './transaction-batches.ts'
import type { TransactionSearch } from './transaction-search.ts'
import { transactionsCsv } from './transactions-csv.ts'

/** Transactions as a file: whose they are, and its parts, each made when it is asked for. */
export type TransactionFile = Readonly<{ accountName: string; parts: AsyncGenerator<string> }>

/**
 * The transactions that a search finds, as a CSV file; null when there is no such account. The first part
 * is there when this answers, so that what fails at once is no file at all.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · `session-over`
 */
export async function openTransactionFile(
  viewer: Viewer,
  accountId: string,
  search: TransactionSearch,
): Promise<TransactionFile | null> {
  const batches = readTransactions(viewer, accountId, search)
  const [account, first] = await Promise.all([
    getConsumerAccount(viewer, accountId),
    batches.next(),
  ])
  if (account === null || !first.value) return null
  const parts = transactionsCsv(andThen(first.value, batches), search)
  return { accountName: account.name, parts }
}

/** What fails later is reported here: the answer is under way, and can only break off. */
async function* andThen(
  first: Batch,
  batches: AsyncIterable<Batch | null>,
): AsyncGenerator<Batch | null, void, undefined> {
  yield first
  try {
    yield* batches
  } catch (error) {
    if (error instanceof FlowError) reportProblem(error)
    throw error
  }
}

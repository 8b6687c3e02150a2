import type { NextRequest } from 'next/server'
import { readQuery, readSegment } from '#app/_ui/addresses.ts'
import { csvDownload } from '#app/institutions/[institutionId]/_consumer/csv-download.ts'
import { transactionsAddress } from '#app/institutions/[institutionId]/_consumer/transactions-address.ts'
import { openTransactionFile } from '#lib/data/consumer/transaction-file.ts'
import {
  readTransactionSearch,
  type TransactionSearch,
} from '#lib/data/consumer/transaction-search.ts'
import { isAccountId } from '#lib/data/enterprise/account.ts'
import { settle } from '#lib/data/outcome.ts'
import { findViewerOf } from '#lib/data/viewer.ts'
import { methodNotAllowed, seeOther } from '#lib/http/respond.ts'

type Context = RouteContext<'/institutions/[institutionId]/accounts/[accountId]/transactions.csv'>

/**
 * The transactions of a search as a file. Whatever stands in its way is explained by their page: a sign-in
 * that is needed, a search that makes no sense, a bank that does not answer.
 */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const { institutionId, accountId: segment } = await params
  const accountId = readSegment(segment)
  const query = readQuery(request.nextUrl.searchParams)

  const { search } = readTransactionSearch(query, Date.now())
  const file = search && isAccountId(accountId) && (await open(institutionId, accountId, search))
  if (!file) return seeOther(transactionsAddress(institutionId, accountId, query))
  return csvDownload(file, search)
}

export { methodNotAllowed as HEAD, methodNotAllowed as OPTIONS }

async function open(institutionId: string, accountId: string, search: TransactionSearch) {
  const viewer = await settle(findViewerOf(institutionId))
  if (!viewer.ok || viewer.value?.api.kind !== 'consumer') return null
  const file = await settle(openTransactionFile(viewer.value, accountId, search))
  return file.ok ? file.value : null
}

import { accountAddress } from '#app/_ui/addresses.ts'
import type { TypedSearch } from '#lib/data/consumer/transaction-search.ts'

type Query = Readonly<Partial<Record<keyof TypedSearch, string | string[] | undefined>>>

/** An account with the search for its transactions, so that it can be kept, shared and come back to. */
export function transactionsAddress(
  institutionId: string,
  accountId: string,
  query: Query = {},
): string {
  return `${accountAddress(institutionId, accountId)}${searchPart(query)}`
}

/** The same as a file. Always a plain link: the router cannot save one. */
export function csvAddress(institutionId: string, accountId: string, query: Query = {}): string {
  const search = searchPart({ ...query, offset: undefined })
  return `${accountAddress(institutionId, accountId)}/transactions.csv${search}`
}

function searchPart({ from, to, query, least, most, offset }: Query): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ from, to, query, least, most, offset })) {
    for (const one of [value ?? ''].flat()) if (one !== '') parameters.append(name, one)
  }
  return parameters.size > 0 ? `?${parameters}` : ''
}

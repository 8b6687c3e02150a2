import type { AccountPart } from '#lib/data/enterprise/account-form.ts'
import type { AccountSearch } from '#lib/data/enterprise/account-search.ts'
import type { UserSearch } from '#lib/data/service/user-search.ts'

/** An institution's accounts; a search is part of the address, so that it can be kept and shared. */
export function accountsAddress(
  institutionId: string,
  search: Partial<AccountSearch> = {},
): string {
  const query = new URLSearchParams()
  if (search.query) query.set('query', search.query)
  if (search.status) query.set('status', search.status)
  if (search.offset) query.set('offset', String(search.offset))

  const path = `/institutions/${encodeURIComponent(institutionId)}/accounts`
  return query.size > 0 ? `${path}?${query}` : path
}

export function accountAddress(institutionId: string, accountId: string): string {
  return `${accountsAddress(institutionId)}/${encodeURIComponent(accountId)}`
}

/** The form that changes a part of an account. */
export function editAddress(institutionId: string, accountId: string, part: AccountPart): string {
  return `${accountAddress(institutionId, accountId)}/edit/${part}`
}

/** What the service account of an institution finds. */
export function serviceAddress(
  institutionId: string | null,
  { query, offset }: Partial<UserSearch> = {},
): string {
  const parameters = new URLSearchParams()
  if (institutionId !== null) parameters.set('institutionId', institutionId)
  if (query) parameters.set('query', query)
  if (offset) parameters.set('offset', String(offset))
  return parameters.size > 0 ? `/service?${parameters}` : '/service'
}

/** The value of a dynamic segment, which Next.js hands over as it stood in the address. */
export function readSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/**
 * A query as Next.js hands it to a page: what is there more than once is a list. Goes through it once, as one
 * address has room for thousands of parameters.
 */
export function readQuery(parameters: URLSearchParams): Record<string, string | string[]> {
  const byName = Map.groupBy(parameters, ([name]) => name)
  return Object.fromEntries(
    [...byName].map(([name, pairs]) => {
      const [value = '', ...more] = pairs.map(([, one]) => one)
      return [name, more.length > 0 ? [value, ...more] : value]
    }),
  )
}

/** Where a flow starts. Always a plain link or form: a router that prefetched it would be refused. */
export function authorizeAddress(
  parameters: Readonly<{
    institutionId?: string | null
    account?: 'other'
    scope?: string | null
    returnTo?: string
  }> = {},
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) if (value) query.set(name, value)
  return query.size > 0 ? `/auth/authorize?${query}` : '/auth/authorize'
}

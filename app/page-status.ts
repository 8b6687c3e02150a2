import { isTaskOrNone } from '#lib/data/consumer/task-id.ts'
import { readTransactionSearch } from '#lib/data/consumer/transaction-search.ts'
import { isAccountId } from '#lib/data/enterprise/account.ts'
import { readAccountSearch } from '#lib/data/enterprise/account-search.ts'
import { hasInstitutionZero } from '#lib/data/environment.ts'
import { readUserSearch } from '#lib/data/service/user-search.ts'
import { readQuery, readSegment } from './_ui/addresses.ts'
import { readPickerSearch } from './institutions/picker-search.ts'

type Query = Readonly<Record<string, string | string[]>>
type Path = Readonly<Record<string, string>>

/**
 * Pages whose address may ask for something that makes no sense. A page explains that and asks no API;
 * its status must be known before it is rendered. The page and its line here read by the same function.
 */
const pages: readonly (readonly [RegExp, (query: Query, path: Path) => number | null])[] = [
  [/^\/institutions$/, (query) => pickerStatus(query)],
  // What they say passes: who asks again by itself is to know.
  [/^\/problem\/store-unavailable$/, () => 503],
  [/^\/problem\/too-many-attempts$/, () => 429],
  [/^\/service$/, (query) => (readUserSearch(query).faults ? 400 : null)],
  // Without Institution Zero, the front page is the picker.
  [/^\/$/, (query) => pickerStatus(query) && (hasInstitutionZero() ? null : 400)],
  [
    /^\/institutions\/[^/]+\/accounts$/,
    (query) => (readAccountSearch(query).faults || !isTaskOrNone(query.task) ? 400 : null),
  ],
  [
    /^\/institutions\/[^/]+\/accounts\/(?<accountId>[^/]+)$/,
    (query, path) =>
      idStatus(path) ?? (readTransactionSearch(query, Date.now()).faults ? 400 : null),
  ],
  [
    /^\/institutions\/[^/]+\/accounts\/(?<accountId>[^/]+)\/edit\/[^/]+$/,
    ({ outcome }, path) => idStatus(path) ?? outcomeStatus.get(outcome) ?? null,
  ],
]

/** A form that came back says in its address why; the page itself asks what is kept of it. */
const outcomeStatus: ReadonlyMap<unknown, number> = new Map([
  ['invalid', 400],
  ['refused', 400],
  ['not-permitted', 403],
  ['missing-scope', 403],
  ['conflict', 409],
])

/** The status of a page that cannot be what its address asks for; null for every other. */
export function statusOf({ pathname, searchParams }: URL): number | null {
  for (const [pattern, status] of pages) {
    const match = pattern.exec(pathname)
    if (match) return status(readQuery(searchParams), match.groups ?? {})
  }
  return null
}

function pickerStatus(query: Query): number | null {
  return readPickerSearch(query).faults ? 400 : null
}

function idStatus({ accountId = '' }: Path): number | null {
  return isAccountId(readSegment(accountId)) ? null : 404
}

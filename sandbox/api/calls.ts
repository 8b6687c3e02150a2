import type { Book } from '../accounts.ts'
import { readScope, writeScope } from '../authorization/scopes.ts'
import type { Directory } from '../directory.ts'
import { institutionZero } from '../institutions.ts'
import {
  changeAccount,
  changeDates,
  type Input,
  inquire,
  replaceAccount,
  showAccount,
  showAvailableBalance,
  showSummary,
} from './account-calls.ts'
import { listInstitutions } from './list-institutions.ts'

type Path = Readonly<{ institutionId: string; sub: string; id: string }>

/** A call that may be made, and all it needs to be answered. The signal says that nobody waits any more. */
type Asked = Path &
  Readonly<{ book: Book; directory: Directory; input: Input; signal: AbortSignal }>

/** One call of the APIs: what it is called in the request log, what it needs, what it answers. */
export type Call = Readonly<{
  kind: string
  method: string
  pattern: RegExp
  scope: string | null
  permission: 'look' | 'edit' | null
  answer: (asked: Asked) => unknown
}>

const account = '/(?<institutionId>[^/]+)/enterprise/(?<sub>[^/]+)/accounts/(?<id>[^/]+)'
const looks = { method: 'GET', scope: readScope, permission: 'look' } as const
const edits = { scope: writeScope, permission: 'edit' } as const

/** In this order the first that fits is taken: `/accounts/inquiry` comes before `/accounts/{id}`. */
export const calls: readonly Call[] = [
  {
    kind: 'api:directory',
    method: 'GET',
    pattern: /^\/users\/(?<sub>[^/]+)\/institutions$/,
    scope: null,
    permission: null,
    answer: ({ directory, sub, signal }) => listInstitutions(directory, sub, signal),
  },
  {
    ...looks,
    kind: 'api:inquiry',
    method: 'POST',
    pattern: /^\/(?<institutionId>[^/]+)\/enterprise\/(?<sub>[^/]+)\/accounts\/inquiry$/,
    answer: ({ book, input }) => inquire(book, input),
  },
  {
    ...looks,
    kind: 'api:account',
    pattern: new RegExp(`^${account}$`),
    answer: ({ book, id }) => showAccount(book, id),
  },
  {
    ...looks,
    kind: 'api:account-summary',
    pattern: new RegExp(`^${account}/account-summary$`),
    answer: ({ book, id }) => showSummary(book, id),
  },
  {
    ...looks,
    kind: 'api:available-balance',
    pattern: new RegExp(`^${account}/available-balance$`),
    answer: ({ book, id }) => showAvailableBalance(book, id),
  },
  {
    ...edits,
    kind: 'api:replace-account',
    method: 'PUT',
    pattern: new RegExp(`^${account}$`),
    answer: ({ book, id, input }) => replaceAccount(book, id, input),
  },
  {
    ...edits,
    kind: 'api:change-account',
    method: 'PATCH',
    pattern: new RegExp(`^${account}$`),
    answer: ({ book, id, input }) => changeAccount(book, id, input),
  },
  {
    ...edits,
    kind: 'api:change-dates',
    method: 'PATCH',
    pattern: new RegExp(`^${account}/dates$`),
    answer: ({ book, id, input }) => changeDates(book, id, input),
  },
]

/** What a path says; a call that names no institution is Institution Zero's. Null: a broken path. */
export function readPath({ groups }: RegExpExecArray): Path | null {
  try {
    const part = (name: string) => decodeURIComponent(groups?.[name] ?? '')
    return {
      institutionId: part('institutionId') || institutionZero,
      sub: part('sub'),
      id: part('id'),
    }
  } catch {
    return null
  }
}

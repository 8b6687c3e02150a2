import type { Person } from '../people.ts'
import type { Bank } from './banks.ts'
import type { Book } from './books.ts'
import { accountsScope, profileScope, transactionsScope } from './scopes.ts'
import { showAccount } from './show-account.ts'
import { showUser } from './show-user.ts'
import { followTask, startFetch } from './task-calls.ts'
import type { Tasks } from './tasks.ts'
import { listTransactions } from './transactions.ts'

/** A call that may be made, and all it needs to be answered. */
export type Asked = Readonly<{
  bank: Bank
  customer: Person
  book: Book
  tasks: Tasks
  query: URLSearchParams
  /** The account or task the path names. */
  id: string
  /** Nobody waits for the answer any more. */
  signal: AbortSignal
}>

type Call = Readonly<{
  /** What it is called in the request log. */
  kind: string
  method: string
  pattern: RegExp
  scope: string
  answer: (asked: Asked) => unknown
}>

/** All that a bank's API answers, each call with the scope it needs. */
export const calls: readonly Call[] = [
  {
    kind: 'api:user',
    method: 'GET',
    pattern: /^\/users\/(?<sub>[^/]+)$/,
    scope: profileScope,
    answer: ({ customer, bank }) => showUser(customer, bank),
  },
  {
    kind: 'api:fetch',
    method: 'PUT',
    pattern: /^\/users\/(?<sub>[^/]+)\/fetch$/,
    scope: 'openid',
    answer: startFetch,
  },
  {
    kind: 'api:task',
    method: 'GET',
    pattern: /^\/users\/(?<sub>[^/]+)\/tasks\/(?<id>[^/]+)$/,
    scope: 'openid',
    answer: followTask,
  },
  {
    kind: 'api:accounts',
    method: 'GET',
    pattern: /^\/users\/(?<sub>[^/]+)\/accounts$/,
    scope: accountsScope,
    answer: ({ book, bank }) => ({
      accounts: [...book.values()].map((account) => showAccount(account, bank)),
      inactivatedAccountIds: [],
    }),
  },
  {
    kind: 'api:transactions',
    method: 'GET',
    pattern: /^\/users\/(?<sub>[^/]+)\/accounts\/(?<id>[^/]+)\/transactions$/,
    scope: transactionsScope,
    answer: listTransactions,
  },
]

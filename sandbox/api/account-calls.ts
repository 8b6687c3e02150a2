import { type Account, type AccountRecord, availableCents, decimal } from '../account.ts'
import type { Book } from '../accounts.ts'
import { ApiError, badRequest, noSuchThing } from './error.ts'
import { type AccountChanges, readAccountChanges, readDateChanges, readInquiry } from './input.ts'

/** What a call was given beside its path. */
export type Input = Readonly<{ body: unknown; ifMatch: string | undefined }>

/** The accounts that a search finds, a page of them. @throws {ApiError} 400 */
export function inquire(book: Book, { body }: Input) {
  const { query, status, offset, limit } = readInquiry(body)
  const wanted = query.trim().toLowerCase()
  const found = [...book.values()].filter(
    ({ account }) =>
      (status === null || account.status === status) &&
      [account.name, account.customerName, account.maskedNumber].some((text) =>
        text.toLowerCase().includes(wanted),
      ),
  )
  return { accounts: found.slice(offset, offset + limit).map(toListed), total: found.length }
}

/** An account without its balances. @throws {ApiError} 404 */
export function showAccount(book: Book, id: string): Account {
  return find(book, id).account
}

export function showSummary(book: Book, id: string) {
  const record = find(book, id)
  return {
    accountId: id,
    ledgerBalance: decimal(record.ledgerCents),
    availableBalance: decimal(availableCents(record)),
    holdsTotal: decimal(record.holdsCents),
    interestRate: record.interestRate,
    asOf: new Date().toISOString(),
  }
}

export function showAvailableBalance(book: Book, id: string) {
  const record = find(book, id)
  return {
    accountId: id,
    availableBalance: decimal(availableCents(record)),
    currency: record.account.currency,
    asOf: new Date().toISOString(),
  }
}

/** What `PUT` does: the whole account is given. @throws {ApiError} 400, 404, 412, 428 */
export function replaceAccount(book: Book, id: string, input: Input): Account {
  return change(book, id, input, (current) => readAccountChanges(input.body, current, 'whole'))
}

/** What `PATCH` does: a part of the account is given. @throws {ApiError} 400, 404, 412, 428 */
export function changeAccount(book: Book, id: string, input: Input): Account {
  return change(book, id, input, (current) => readAccountChanges(input.body, current, 'part'))
}

export function changeDates(book: Book, id: string, input: Input): Account {
  return change(book, id, input, () => readDateChanges(input.body))
}

/**
 * Changes an account if it still is what the caller saw (RFC 9110 §13.1.1), and counts its version up.
 * A call without that condition is refused (RFC 6585 §3).
 */
function change(
  book: Book,
  id: string,
  { ifMatch }: Input,
  read: (current: Account) => AccountChanges,
): Account {
  const record = find(book, id)
  if (ifMatch === undefined) {
    throw new ApiError(428, 'VERSION_REQUIRED', 'Send If-Match with the version you have seen.')
  }
  if (!/^"\d+"$/.test(ifMatch)) throw badRequest('If-Match must be one version, in quotes.')
  if (ifMatch !== `"${record.account.version}"`) {
    throw new ApiError(412, 'VERSION_CONFLICT', 'Somebody else changed this account first.')
  }
  // Only now: what is fixed is held against the version that was seen.
  const changes = read(record.account)
  const account = { ...record.account, ...changes, version: record.account.version + 1 }
  if (account.maturityDate !== null && account.maturityDate < account.openedDate) {
    throw badRequest('An account cannot mature before it was opened.')
  }
  book.set(id, { ...record, account })
  return account
}

function find(book: Book, id: string): AccountRecord {
  const record = book.get(id)
  if (!record) throw noSuchThing()
  return record
}

function toListed(record: AccountRecord) {
  if (!record.listsBalances) return record.account
  return {
    ...record.account,
    ledgerBalance: decimal(record.ledgerCents),
    availableBalance: decimal(availableCents(record)),
  }
}

import 'server-only'
import { z } from 'zod'
import { FlowError } from '#lib/errors.ts'
import { pathSegment } from '#lib/path-segment.ts'
import { callApi } from '../api.ts'
import { cents } from '../money.ts'
import type { Viewer } from '../viewer.ts'
import { type Account, account } from './account.ts'
import type { AccountSearch } from './account-search.ts'

const balance = cents.nullish().transform((amount) => amount ?? null)
// A list is for looking: what it takes to change an account is asked for with the account.
const row = account
  .omit({ version: true })
  .extend({ ledgerBalance: balance, availableBalance: balance })
const inquiry = z.object({ accounts: z.array(row), total: z.int().nonnegative() })
const summary = z.object({
  ledgerBalance: cents,
  availableBalance: cents,
  holdsTotal: cents,
  interestRate: z.string(),
  asOf: z.iso.datetime({ offset: true }),
})
const availableBalance = z.object({
  availableBalance: cents,
  currency: z.string().regex(/^[A-Z]{3}$/),
  asOf: z.iso.datetime({ offset: true }),
})

/** An account in a list; balances in cents, null where the API left them out. */
export type AccountRow = Omit<Account, 'version'> &
  Readonly<{ ledgerBalanceCents: number | null; availableBalanceCents: number | null }>

export type AccountPage = Readonly<{
  accounts: readonly AccountRow[]
  total: number
  offset: number
  limit: number
}>

export type AccountSummary = Readonly<{
  ledgerBalanceCents: number
  availableBalanceCents: number
  holdsTotalCents: number
  interestRate: string
  asOf: string
}>

export type AvailableBalance = Readonly<{
  availableBalanceCents: number
  currency: string
  asOf: string
}>

const pageSize = 25

/**
 * A page of the viewer's accounts at their institution, in the order the API lists them.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · `session-over`
 */
export async function getAccounts(
  viewer: Viewer,
  { query, status, offset }: AccountSearch,
): Promise<AccountPage> {
  const answer = await callApi(viewer, {
    method: 'POST',
    reads: true,
    path: `${accountsPath(viewer)}/inquiry`,
    body: { query: query || undefined, status: status ?? undefined, offset, limit: pageSize },
    answer: inquiry,
  })
  if (answer === null) throw new FlowError('api-unavailable', 'the inquiry answered 404')
  // An API that takes no notice of the limit must not make the page longer.
  const asked = answer.accounts.slice(0, pageSize)
  const rows = asked.map(({ ledgerBalance, availableBalance, ...rest }) => ({
    ...rest,
    ledgerBalanceCents: ledgerBalance,
    availableBalanceCents: availableBalance,
  }))
  return { accounts: rows, total: answer.total, offset, limit: pageSize }
}

/** One account of the viewer; null when there is none of that id. */
export async function getAccount(viewer: Viewer, accountId: string): Promise<Account | null> {
  return callApi(viewer, { path: accountPath(viewer, accountId), answer: account })
}

/** The same with all that the API has to say of it, known to us or not: what it takes to replace it. */
export async function getWholeAccount(viewer: Viewer, accountId: string): Promise<Account | null> {
  return callApi(viewer, { path: accountPath(viewer, accountId), answer: account.loose() })
}

/** What an account holds; null when there is no such account. */
export async function getAccountSummary(
  viewer: Viewer,
  accountId: string,
): Promise<AccountSummary | null> {
  const path = `${accountPath(viewer, accountId)}/account-summary`
  const answer = await callApi(viewer, { path, answer: summary })
  return (
    answer && {
      ledgerBalanceCents: answer.ledgerBalance,
      availableBalanceCents: answer.availableBalance,
      holdsTotalCents: answer.holdsTotal,
      interestRate: answer.interestRate,
      asOf: answer.asOf,
    }
  )
}

/** What may be spent from an account right now; null when there is no such account. */
export async function getAvailableBalance(
  viewer: Viewer,
  accountId: string,
): Promise<AvailableBalance | null> {
  const path = `${accountPath(viewer, accountId)}/available-balance`
  const answer = await callApi(viewer, { path, answer: availableBalance })
  return (
    answer && {
      availableBalanceCents: answer.availableBalance,
      currency: answer.currency,
      asOf: answer.asOf,
    }
  )
}

function accountsPath({ institutionId, subject }: Viewer): string {
  return `/${pathSegment(institutionId ?? '')}/enterprise/${pathSegment(subject)}/accounts`
}

/** Where an account is in the API. */
export function accountPath(viewer: Viewer, accountId: string): string {
  return `${accountsPath(viewer)}/${pathSegment(accountId)}`
}

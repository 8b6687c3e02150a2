import 'server-only'
import { z } from 'zod'
import { FlowError } from '#lib/errors.ts'
import { cents } from '../money.ts'
import type { Viewer } from '../viewer.ts'
import { callBank } from './call-bank.ts'
import { userPath } from './path.ts'

const accountsScopes = ['accounts.readonly', 'accounts.readwrite'].map(
  (scope) => `https://api.banno.com/consumer/auth/${scope}`,
)

const money = cents.nullish().transform((amount) => amount ?? null)
const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)
const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .nullish()
  .transform((value) => value?.slice(0, 10) ?? null)

const account = z
  .object({
    // Half of a character cannot stand in an address.
    id: z
      .string()
      .min(1)
      .refine((id) => id.isWellFormed()),
    name: z.string(),
    numbers: text,
    accountType: z.string().min(1),
    accountSubType: text,
    accountHolderName: text,
    fetchedDate: z.iso.datetime({ offset: true }).nullish(),
    hidden: z.boolean().default(false),
    contributesToAggregateTotals: z.boolean().default(true),
    sortIndex: z.number().nullish(),
    balance: money,
    availableBalance: money,
    availableCredit: money,
    creditLimit: money,
    minimumPaymentDue: money,
    paymentDueDate: day,
    payoffBalance: money,
    interestRate: text,
  })
  .transform((it) => ({
    id: it.id,
    name: it.name,
    maskedNumber: it.numbers,
    type: it.accountType,
    subType: it.accountSubType,
    holderName: it.accountHolderName,
    fetchedAt: it.fetchedDate ? Date.parse(it.fetchedDate) : null,
    isHidden: it.hidden,
    countsInTotals: it.contributesToAggregateTotals,
    sortIndex: it.sortIndex ?? Number.POSITIVE_INFINITY,
    balanceCents: it.balance,
    availableBalanceCents: it.availableBalance,
    availableCreditCents: it.availableCredit,
    creditLimitCents: it.creditLimit,
    minimumPaymentDueCents: it.minimumPaymentDue,
    paymentDueDate: it.paymentDueDate,
    payoffBalanceCents: it.payoffBalance,
    interestRate: it.interestRate,
  }))

const list = z.object({ accounts: z.array(account) })

/**
 * One account at a consumer bank. What the bank leaves out is null; what is owed is negative.
 *
 * `type` is an open list: `Deposit`, `Line of Credit`, `Debt` are known. `maskedNumber` is masked by the
 * bank. `fetchedAt` is when the bank last looked, in epoch milliseconds; dates are ISO 8601.
 */
export type ConsumerAccount = Readonly<z.output<typeof account>>

/**
 * All accounts of the viewer, hidden ones included, in the order they chose at their bank.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · `session-over`
 */
export async function getConsumerAccounts(viewer: Viewer): Promise<readonly ConsumerAccount[]> {
  const path = userPath(viewer, 'accounts')
  const answer = await callBank(viewer, accountsScopes, { path, answer: list })
  if (answer === null) throw new FlowError('api-unavailable', 'the list of accounts answered 404')
  return answer.accounts.sort((one, other) => order(one.sortIndex, other.sortIndex))
}

/** One of them; null when there is none of that id. The API has no call for a single account. */
export async function getConsumerAccount(
  viewer: Viewer,
  accountId: string,
): Promise<ConsumerAccount | null> {
  return (await getConsumerAccounts(viewer)).find(({ id }) => id === accountId) ?? null
}

// Not a difference: two that have no place in the order would make it NaN.
function order(one: number, other: number): number {
  return one < other ? -1 : Number(one > other)
}

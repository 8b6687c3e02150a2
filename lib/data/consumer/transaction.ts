import { z } from 'zod'
import { cents } from '../money.ts'
import { dayOf } from './period.ts'

const text = z
  .string()
  .nullish()
  .transform((value) => value?.trim() || null)
const moment = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}/)
  .transform((value) => Date.parse(value))
  .refine(Number.isFinite)

/** A transaction as a consumer bank sends it. */
export const transaction = z
  .object({
    id: z.string().min(1),
    amount: cents,
    currency: text,
    displayName: text,
    memo: text,
    filteredMemo: text,
    checkNumber: text,
    date: moment,
    datePosted: moment.nullish(),
    pendingStatus: text,
    runningBalance: cents.nullish(),
    sequence: z.number().nullish().catch(null),
    enrichments: z.object({ cleanMemo: text, expenseCategory: text }).nullish(),
  })
  .transform((it) => {
    const at = it.datePosted ?? it.date
    const isPending = it.pendingStatus === 'Pending'
    const memo = it.filteredMemo ?? it.memo
    return {
      id: it.id,
      at,
      day: dayOf(at),
      sequence: it.sequence ?? 0,
      isPending,
      name: it.displayName ?? it.enrichments?.cleanMemo ?? memo ?? 'Transaction',
      memo,
      category: it.enrichments?.expenseCategory ?? null,
      checkNumber: it.checkNumber,
      amountCents: it.amount,
      currency: it.currency,
      balanceCents: isPending ? null : (it.runningBalance ?? null),
    }
  })

/**
 * Something that was paid in or out; a debit is negative. `at` is when it was posted, or made if it is
 * not posted yet, in epoch milliseconds, and `day` the day of that.
 *
 * `balanceCents` is the account's balance after it: null while it is pending, as it does not count yet,
 * and where the bank does not tell. `sequence` orders what happened at the same time.
 */
export type Transaction = Readonly<z.output<typeof transaction>>

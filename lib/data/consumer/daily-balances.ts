import { addDays, dayOf, lengthOf, type Period } from './period.ts'
import type { Transaction } from './transaction.ts'

/** What an account held when a day ended. */
export type DailyBalance = Readonly<{ day: string; cents: number }>

/**
 * The balance at the end of every day of a period that has begun, from all transactions of that period.
 * What is pending does not count. Empty where the balance cannot be known.
 *
 * @param now epoch milliseconds
 */
export function dailyBalances(
  transactions: readonly Transaction[],
  period: Period,
  now: number,
): readonly DailyBalance[] {
  const posted = oldestFirst(transactions.filter((it) => !it.isPending))
  const known = posted.findIndex(({ balanceCents }) => balanceCents !== null)
  if (known === -1) return []

  const upToKnown = posted.slice(0, known + 1)
  let cents =
    (posted[known]?.balanceCents ?? 0) - upToKnown.reduce((sum, it) => sum + it.amountCents, 0)
  const byDay = Map.groupBy(posted, ({ day }) => day)

  return daysBegun(period, now).map((day) => {
    for (const it of byDay.get(day) ?? []) cents = it.balanceCents ?? cents + it.amountCents
    return { day, cents }
  })
}

/** Banks list the newest first. Of what was posted at the same time, the higher number is the later. */
function oldestFirst(transactions: readonly Transaction[]): readonly Transaction[] {
  return transactions
    .toReversed()
    .sort((one, other) => one.at - other.at || one.sequence - other.sequence)
}

function daysBegun({ from, to }: Period, now: number): readonly string[] {
  const today = dayOf(now)
  const end = to < today ? to : today
  const length = Math.max(0, lengthOf({ from, to: end }))
  return Array.from({ length }, (_, index) => addDays(from, index))
}

import { between, pick, type Random, seeded } from '../random.ts'
import type { AccountStart, Entry } from './account.ts'
import { type Habit, habits } from './habits.ts'

const day = 86_400_000
const year = 365

/** A year of entries, the oldest first. The same for a seed, but for the day it ends on: yesterday. */
export function yearOfEntries(
  accountId: string,
  { kind, openingCents }: AccountStart,
  seed: number,
  now: number,
): readonly Entry[] {
  const random = seeded(seed)
  const usual = habits[kind].map((habit) => ({ habit, nextIn: between(random, 0, habit.gap[1]) }))
  const today = now - (now % day)
  const entries: Entry[] = []
  let balanceCents = openingCents

  for (let daysAgo = year; daysAgo > 0; daysAgo--) {
    let minutes = 8 * 60
    for (const one of usual) {
      if (one.nextIn-- > 0) continue
      one.nextIn = between(random, ...one.habit.gap) - 1
      const amountCents = one.habit.amount(random, balanceCents)
      if (amountCents === 0) continue
      balanceCents += amountCents
      minutes += between(random, 5, 55)
      entries.push({
        ...entry(accountId, entries.length + 1, one.habit, random),
        amountCents,
        at: today - daysAgo * day + minutes * 60_000,
        balanceCents,
      })
    }
  }
  return [...entries, ...pending(accountId, habits[kind], entries.length, random, now)]
}

/** What was paid by card in the last hours, and is not booked. */
function pending(
  accountId: string,
  usual: readonly Habit[],
  booked: number,
  random: Random,
  now: number,
): readonly Entry[] {
  return usual
    .filter(({ payees }) => payees[0].mayBePending)
    .slice(0, 3)
    .map((habit, index) => ({
      ...entry(accountId, booked + index + 1, habit, random),
      amountCents: habit.amount(random, 0),
      at: now - (3 - index) * 3_600_000,
      balanceCents: null,
    }))
}

function entry(accountId: string, sequence: number, { payees }: Habit, random: Random) {
  const id = `${accountId}-${String(sequence).padStart(4, '0')}`
  return { id, sequence, payee: pick(random, payees) }
}

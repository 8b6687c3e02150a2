import { between, pick, seeded } from '../random.ts'
import type { BankAccount, Entry } from './account.ts'
import { smallTreats } from './habits.ts'

/** However often a bank is asked to fetch, an account does not grow for ever. */
const mostEntries = 5_000

/** The account after one more small payment, booked just now. */
export function withFreshEntry(account: BankAccount, now: number): BankAccount {
  const { entries } = account
  if (entries.length >= mostEntries) return account
  const sequence = entries.length + 1
  const random = seeded(sequence)
  const amountCents = -between(random, 275, 1_890)
  const balanceCents = account.balanceCents + amountCents
  const entry: Entry = {
    id: `${account.id}-${String(sequence).padStart(4, '0')}`,
    sequence,
    amountCents,
    at: now,
    payee: pick(random, smallTreats.payees),
    balanceCents,
  }
  const booked = entries.filter((it) => it.balanceCents !== null)
  const pending = entries.filter((it) => it.balanceCents === null)
  return { ...account, balanceCents, entries: [...booked, entry, ...pending] }
}

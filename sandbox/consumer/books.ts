import type { Person } from '../people.ts'
import type { BankAccount } from './account.ts'
import { accountStarts } from './account-stories.ts'
import type { Bank } from './banks.ts'
import { withFreshEntry } from './fresh-entry.ts'
import { yearOfEntries } from './history.ts'

/** A customer's accounts, by id. */
export type Book = Map<string, BankAccount>

/** The accounts of every customer of a bank, by the customer's id, with a year behind them. */
export function openBooks(bank: Bank, customers: readonly Person[], now: number) {
  return new Map<string, Book>(
    customers.map((customer) => {
      const starts = accountStarts[bank.institutionId]?.[customer.email] ?? []
      const accounts = starts.map((start, index): BankAccount => {
        const id = `${bank.slug}-${customer.givenName.toLowerCase()}-${index + 1}`
        const seed = seedOf(id)
        const entries = yearOfEntries(id, start, seed, now)
        const balances = entries.map(({ balanceCents }) => balanceCents)
        return {
          id,
          start,
          holder: customer.name,
          lastDigits: String(seed % 10_000).padStart(4, '0'),
          sortIndex: index,
          balanceCents: balances.findLast((it) => it !== null) ?? start.openingCents,
          entries,
          fetchedAt: now - 26 * 3_600_000,
        }
      })
      return [customer.sub, new Map(accounts.map((account) => [account.id, account]))]
    }),
  )
}

/** FNV-1a: another number for every text, and the same everywhere. */
function seedOf(text: string): number {
  return Array.from(text).reduce(
    (hash, character) => Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16_777_619) >>> 0,
    2_166_136_261,
  )
}

/** What a fetch brings: every account was looked at just now, and one small payment is new. */
export function bringUpToDate(book: Book, now: number): void {
  for (const [index, account] of [...book.values()].entries()) {
    const fetched = { ...account, fetchedAt: now }
    book.set(account.id, index === 0 ? withFreshEntry(fetched, now) : fetched)
  }
}

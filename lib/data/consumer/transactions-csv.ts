import { csvLine, harmless } from '#lib/csv.ts'
import { isFound } from './find-transactions.ts'
import type { Transaction } from './transaction.ts'
import type { Batch } from './transaction-batches.ts'
import type { TransactionSearch } from './transaction-search.ts'

const headings = ['Date', 'Status', 'Description', 'Memo', 'Category', 'Check number']
const moneyHeadings = ['Amount', 'Currency', 'Balance']

/** What a search finds as a CSV file, in parts: dates in ISO 8601, money as plain decimals. */
export async function* transactionsCsv(
  batches: AsyncIterable<Batch | null>,
  search: TransactionSearch,
): AsyncGenerator<string, void, undefined> {
  yield csvLine([...headings, ...moneyHeadings])
  for await (const batch of batches) {
    if (batch === null) return
    yield batch.transactions
      .filter((it) => isFound(it, search))
      .map(toLine)
      .join('')
    if (batch.isCutShort) yield csvLine(['There may be more: choose a shorter range.'])
  }
}

function toLine(it: Transaction): string {
  const texts = [it.name, it.memo, it.category, it.checkNumber].map((text) => harmless(text ?? ''))
  const balance = it.balanceCents === null ? '' : decimal(it.balanceCents)
  return csvLine([
    ...[it.day, it.isPending ? 'Pending' : 'Posted', ...texts],
    ...[decimal(it.amountCents), harmless(it.currency ?? ''), balance],
  ])
}

/** Whole cents as a plain decimal: -5 is "-0.05". */
function decimal(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

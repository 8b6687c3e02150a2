import type { Transaction } from './transaction.ts'
import type { TransactionSearch } from './transaction-search.ts'

type Wanted = Pick<TransactionSearch, 'query' | 'least' | 'most'>

/** The transactions that a search is about: the pending ones first, else in their order. */
export function findTransactions(
  transactions: readonly Transaction[],
  wanted: Wanted,
): readonly Transaction[] {
  const found = transactions.filter((it) => isFound(it, wanted))
  return [...found.filter((it) => it.isPending), ...found.filter((it) => !it.isPending)]
}

/** The API searches by date only; text and amount are looked at here. Letter case does not matter. */
export function isFound(transaction: Transaction, { query, least, most }: Wanted): boolean {
  const { name, memo, amountCents } = transaction
  if (least !== null && amountCents < least) return false
  if (most !== null && amountCents > most) return false
  return [name, memo].some((it) => folded(it ?? '').includes(folded(query)))
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}

import type { Transaction } from '#lib/data/consumer/transaction.ts'
import { TransactionRow } from './transaction-row.tsx'

/** A table where there is room for one; on a narrow screen each row becomes a short list. */
export function TransactionsTable({ transactions, range, csv }: TransactionsTableProps) {
  const currencies = new Set(transactions.map(({ currency }) => currency))
  const [onlyCurrency = null] = currencies.size === 1 ? currencies : []

  return (
    <>
      <p className="mt-8 flex flex-wrap items-baseline gap-x-6 gap-y-1 text-ink-soft text-small">
        {onlyCurrency !== null && (
          <span>
            Amounts in <bdi>{onlyCurrency}</bdi>
          </span>
        )}
        <a href={csv} className="link">
          Download as CSV
        </a>
        <span className="ms-auto tabular-nums">{range}</span>
      </p>
      <table className="mt-2 block w-full md:table md:table-fixed">
        <caption className="sr-only">Transactions {range}</caption>
        <thead className="sr-only md:not-sr-only md:table-header-group">
          <tr className="border-edge border-b text-ink-soft text-small">
            <th scope="col" className="w-32 py-2 text-start font-normal">
              Date
            </th>
            <th scope="col" className="py-2 text-start font-normal">
              Description
            </th>
            <th scope="col" className="w-36 py-2 ps-4 text-end font-normal">
              Amount
            </th>
            <th scope="col" className="w-36 py-2 ps-4 text-end font-normal">
              Balance
            </th>
          </tr>
        </thead>
        <tbody className="block border-line border-t md:table-row-group md:border-t-0">
          {transactions.map((transaction) => (
            <TransactionRow
              key={transaction.id}
              transaction={transaction}
              showsCurrency={onlyCurrency === null}
            />
          ))}
        </tbody>
      </table>
    </>
  )
}

type TransactionsTableProps = Readonly<{
  transactions: readonly Transaction[]
  range: string
  /** Where the same can be had as a file. */
  csv: string
}>

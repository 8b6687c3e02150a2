import type { ReactNode } from 'react'
import { Explanation } from '#app/_ui/explanation.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { paging } from '#app/_ui/paging.ts'
import type { SearchReading } from '#lib/data/consumer/transaction-search.ts'
import { getTransactions, type TransactionPage } from '#lib/data/consumer/transactions.ts'
import { settle } from '#lib/data/outcome.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { BalanceOverTime } from './balance-over-time.tsx'
import { NoTransactions } from './no-transactions.tsx'
import { csvAddress, transactionsAddress } from './transactions-address.ts'
import { TransactionsTable } from './transactions-table.tsx'

/** How the balance went, and a page of the transactions that were searched for. */
export async function Transactions(props: TransactionsProps) {
  const { viewer, accountId, reading, place, form } = props
  const outcome = await settle(getTransactions(viewer, accountId, reading.search))
  if (outcome.ok && outcome.value === null) return null

  return (
    <section aria-labelledby="transactions" className="mt-10">
      <h2 id="transactions">Transactions</h2>
      {form}
      {outcome.ok ? (
        <Found {...props} page={outcome.value} />
      ) : (
        <Explanation problem={outcome.problem} place={place} />
      )}
    </section>
  )
}

type TransactionsProps = Readonly<{
  viewer: Viewer
  accountId: string
  reading: Extract<SearchReading, { faults: null }>
  place: Readonly<{ institutionId: string; address: string; scope: null }>
  form: ReactNode
}>

function Found({ accountId, reading, place, page }: FoundProps) {
  const { institutionId } = place
  const addressAt = (offset: number) =>
    transactionsAddress(institutionId, accountId, {
      ...reading.typed,
      offset: String(offset || ''),
    })
  const position = paging({ ...page, count: page.transactions.length })

  return (
    <>
      {page.cutShortAt !== null && <CutShort at={page.cutShortAt} />}
      <BalanceOverTime balances={page.balances} />
      {page.transactions.length === 0 ? (
        <NoTransactions isPastEnd={page.total > 0} firstPage={addressAt(0)} />
      ) : (
        <>
          <TransactionsTable
            transactions={page.transactions}
            range={position.range}
            csv={csvAddress(institutionId, accountId, reading.typed)}
          />
          <Pager paging={position} addressAt={addressAt} />
        </>
      )}
    </>
  )
}

type FoundProps = TransactionsProps & Readonly<{ page: TransactionPage }>

function CutShort({ at }: { at: number }) {
  return (
    <p className="mt-6 max-w-prose rounded-box border-warn border-s-4 bg-warn-soft p-4">
      Foyer has read the first {at.toLocaleString('en-US')} transactions of this range, and there
      may be more. Choose a shorter range to see all of it, with the balance over time.
    </p>
  )
}

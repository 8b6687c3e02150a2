import { accountsAddress } from '#app/_ui/addresses.ts'
import { Frame } from '#app/_ui/frame.tsx'
import { PageLink } from '#app/_ui/page-link.tsx'
import { listTitle } from '#app/_ui/paging.ts'
import { Streamed } from '#app/_ui/streamed.tsx'
import { institutionTitle } from '#app/institutions/institution-title.ts'
import { readTransactionSearch } from '#lib/data/consumer/transaction-search.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { AccountHead } from './account-head.tsx'
import { AccountHeadSkeleton, TransactionsSkeleton } from './account-skeletons.tsx'
import { Transactions } from './transactions.tsx'
import { transactionsAddress } from './transactions-address.ts'
import { TransactionsForm } from './transactions-form.tsx'

/** An account of a bank's own customer, and what was paid in and out of it. */
export async function ConsumerAccountPage({
  viewer,
  institutionId,
  accountId,
  query,
}: AccountPageProps) {
  const reading = readTransactionSearch(query, Date.now())
  const address = transactionsAddress(institutionId, accountId, reading.typed)
  const place = { institutionId, address, scope: null }
  const form = (
    <TransactionsForm action={transactionsAddress(institutionId, accountId)} reading={reading} />
  )

  return (
    <Frame
      title={institutionTitle(listTitle('Account', reading.search), viewer)}
      viewer={viewer}
      hasFaults={reading.faults !== null}
    >
      <PageLink href={accountsAddress(institutionId)} className="link">
        All accounts
      </PageLink>
      <div className="mt-6">
        {reading.faults ? (
          // Nothing is asked for that could not be shown.
          <>
            <h1>Transactions</h1>
            {form}
          </>
        ) : (
          <>
            <Streamed
              content={AccountHead({ viewer, accountId, place })}
              skeleton={<AccountHeadSkeleton />}
            />
            <Streamed
              content={Transactions({ viewer, accountId, reading, place, form })}
              skeleton={<TransactionsSkeleton />}
            />
          </>
        )}
      </div>
    </Frame>
  )
}

type AccountPageProps = Readonly<{
  viewer: Viewer
  institutionId: string
  accountId: string
  query: Readonly<Record<string, string | string[] | undefined>>
}>

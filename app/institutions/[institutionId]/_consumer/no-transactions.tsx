import { PageLink } from '#app/_ui/page-link.tsx'

/** An empty table says nothing: why it is empty, and what to do. */
export function NoTransactions({ isPastEnd, firstPage }: NoTransactionsProps) {
  return (
    <p className="mt-8 max-w-prose border-line border-t pt-6">
      {isPastEnd ? (
        <>
          The list ends before this page.{' '}
          <PageLink href={firstPage} className="link">
            Go to the first page
          </PageLink>
        </>
      ) : (
        'There are no transactions to show in this range. A longer range may have some.'
      )}
    </p>
  )
}

type NoTransactionsProps = Readonly<{ isPastEnd: boolean; firstPage: string }>

import { accountsAddress } from '#app/_ui/addresses.ts'
import { PageLink } from '#app/_ui/page-link.tsx'
import type { AccountSearch } from '#lib/data/enterprise/account-search.ts'

/** An empty table says nothing: why it is empty, and what to do. */
export function NoAccounts({ institutionId, search, total }: NoAccountsProps) {
  const address = accountsAddress(institutionId)

  if (total > 0) {
    return (
      <Empty>
        The list ends before this page.{' '}
        <PageLink href={accountsAddress(institutionId, { ...search, offset: 0 })} className="link">
          Go to the first page
        </PageLink>
      </Empty>
    )
  }

  if (search.query === '' && search.status === null) {
    return <Empty>This institution lists no accounts for you.</Empty>
  }

  return (
    <Empty>
      No account matches
      {search.query !== '' && (
        <>
          {' '}
          “<bdi>{search.query}</bdi>”
        </>
      )}
      {search.status !== null && <> with status {search.status}</>}.{' '}
      <PageLink href={address} className="link">
        Show all accounts
      </PageLink>
    </Empty>
  )
}

type NoAccountsProps = Readonly<{ institutionId: string; search: AccountSearch; total: number }>

function Empty({ children }: { children: React.ReactNode }) {
  return <p className="mt-8 max-w-prose border-line border-t pt-6">{children}</p>
}

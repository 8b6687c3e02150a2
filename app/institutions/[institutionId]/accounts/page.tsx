import { accountsAddress } from '#app/_ui/addresses.ts'
import { Frame } from '#app/_ui/frame.tsx'
import { listTitle } from '#app/_ui/paging.ts'
import { Streamed } from '#app/_ui/streamed.tsx'
import { TableSkeleton } from '#app/_ui/table-skeleton.tsx'
import { ConsumerAccountsPage } from '#app/institutions/[institutionId]/_consumer/accounts-page.tsx'
import { institutionTitle } from '#app/institutions/institution-title.ts'
import { readAccountSearch } from '#lib/data/enterprise/account-search.ts'
import { requireViewer } from '#lib/data/viewer.ts'
import { AccountList } from './account-list.tsx'
import { SearchFaults } from './search-faults.tsx'
import { SearchForm } from './search-form.tsx'

/** The accounts of an institution: one page of what the search finds. */
export default async function AccountsPage({
  params,
  searchParams,
}: PageProps<'/institutions/[institutionId]/accounts'>) {
  const { institutionId } = await params
  const query = await searchParams
  const { search, typed, faults } = readAccountSearch(query)
  const address = accountsAddress(institutionId, search ?? {})
  const viewer = await requireViewer(address, institutionId)
  if (viewer.api.kind === 'consumer') return ConsumerAccountsPage({ viewer, institutionId, query })

  return (
    <Frame
      title={institutionTitle(listTitle('Accounts', search), viewer)}
      viewer={viewer}
      hasFaults={faults !== null}
    >
      <h1>Accounts</h1>
      {faults && <SearchFaults faults={faults} institutionId={institutionId} />}
      <SearchForm institutionId={institutionId} typed={typed} faults={faults ?? {}} />
      {search && (
        <Streamed
          content={AccountList({ viewer, institutionId, search })}
          skeleton={<TableSkeleton />}
        />
      )}
    </Frame>
  )
}

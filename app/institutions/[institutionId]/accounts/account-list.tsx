import { accountsAddress } from '#app/_ui/addresses.ts'
import { Explanation } from '#app/_ui/explanation.tsx'
import { Pager } from '#app/_ui/pager.tsx'
import { paging } from '#app/_ui/paging.ts'
import type { AccountSearch } from '#lib/data/enterprise/account-search.ts'
import { getAccounts } from '#lib/data/enterprise/accounts.ts'
import { settle } from '#lib/data/outcome.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { AccountTable } from './account-table.tsx'
import { NoAccounts } from './no-accounts.tsx'

/** One page of what the search finds. */
export async function AccountList({ viewer, institutionId, search }: AccountListProps) {
  const outcome = await settle(getAccounts(viewer, search))

  if (!outcome.ok) {
    const address = accountsAddress(institutionId, search)
    return (
      <div className="mt-8">
        <Explanation problem={outcome.problem} place={{ institutionId, address }} />
      </div>
    )
  }

  const { accounts, ...page } = outcome.value
  if (accounts.length === 0) {
    return <NoAccounts institutionId={institutionId} search={search} total={page.total} />
  }

  const place = paging({ ...page, count: accounts.length })
  return (
    <>
      <AccountTable institutionId={institutionId} accounts={accounts} range={place.range} />
      <Pager
        paging={place}
        addressAt={(offset) => accountsAddress(institutionId, { ...search, offset })}
      />
    </>
  )
}

type AccountListProps = Readonly<{ viewer: Viewer; institutionId: string; search: AccountSearch }>

import { serviceAddress } from '#app/_ui/addresses.ts'
import { Pager } from '#app/_ui/pager.tsx'
import { paging } from '#app/_ui/paging.ts'
import { settle } from '#lib/data/outcome.ts'
import { getServiceAccount } from '#lib/data/service/service-account.ts'
import type { UserSearch } from '#lib/data/service/user-search.ts'
import { getUsers } from '#lib/data/service/users.ts'
import type { Viewer } from '#lib/data/viewer.ts'
import { Authority } from './authority.tsx'
import { NoUsers } from './no-users.tsx'
import { Refusal } from './refusal.tsx'
import { UserTable } from './user-table.tsx'

type Asked = Readonly<{ viewer: Viewer; institutionId: string; search: UserSearch }>

/** One page of what the search finds, and on whose authority it was found. */
export async function FoundUsers(asked: Asked) {
  const { viewer, institutionId, search } = asked
  const account = await settle(getServiceAccount(viewer))
  if (!account.ok) {
    const address = serviceAddress(institutionId, search)
    return <Refusal problem={account.problem} {...{ institutionId, address }} />
  }

  return (
    <>
      <UserList {...asked} />
      <Authority viewer={viewer} account={account.value} />
    </>
  )
}

async function UserList({ viewer, institutionId, search }: Asked) {
  const outcome = await settle(getUsers(viewer, search))
  const address = serviceAddress(institutionId, search)
  if (!outcome.ok) {
    return <Refusal problem={outcome.problem} {...{ institutionId, address }} />
  }

  const { users, ...page } = outcome.value
  if (users.length === 0) return <NoUsers {...{ institutionId, search, total: page.total }} />

  const place = paging({ ...page, count: users.length })
  return (
    <>
      <UserTable users={users} range={place.range} />
      <Pager
        paging={place}
        addressAt={(offset) => serviceAddress(institutionId, { ...search, offset })}
      />
    </>
  )
}

import { CalendarDate } from '#app/_ui/moment.tsx'
import { Cell, HeadingCell } from '#app/_ui/table-cells.tsx'
import type { User } from '#lib/data/service/users.ts'

/** A table where there is room for one; on a narrow screen each row becomes a short list. */
export function UserTable({ users, range }: { users: readonly User[]; range: string }) {
  return (
    <>
      <p className="mt-8 text-end text-ink-soft text-small tabular-nums">{range}</p>
      <table className="mt-2 block w-full md:table">
        <caption className="sr-only">Users {range}</caption>
        <thead className="sr-only md:not-sr-only md:table-header-group">
          <tr className="border-edge border-b text-start text-ink-soft text-small">
            <HeadingCell>Name</HeadingCell>
            <HeadingCell>Username</HeadingCell>
            <HeadingCell>Kind</HeadingCell>
            <HeadingCell>Access</HeadingCell>
            <HeadingCell>Since</HeadingCell>
          </tr>
        </thead>
        <tbody className="block border-line border-t md:table-row-group md:border-t-0">
          {users.map((user) => (
            <UserRow key={user.userId} user={user} />
          ))}
        </tbody>
      </table>
    </>
  )
}

function UserRow({ user }: { user: User }) {
  const { firstName, middleInitial, lastName, businessName, email, userAdded } = user
  const name = [firstName, middleInitial, lastName].filter(Boolean).join(' ')

  return (
    <tr className="block border-line border-b py-3 md:table-row">
      <th
        scope="row"
        className="wrap-anywhere block py-1 text-start align-top font-normal md:table-cell md:w-1/2 md:py-3"
      >
        <bdi className="font-strong">{name || 'no name'}</bdi>
        {businessName !== null && (
          <span className="block text-small">
            <bdi>{businessName}</bdi>
          </span>
        )}
        {email !== null && (
          <span className="block text-ink-soft text-small">
            <bdi>{email}</bdi>
          </span>
        )}
      </th>
      <Cell label="Username">
        <bdi className="wrap-anywhere min-w-0 font-mono text-small">
          {user.primaryInstitutionUsername ?? 'none'}
        </bdi>
      </Cell>
      <Cell label="Kind">
        <bdi>{user.userType ?? 'not said'}</bdi>
      </Cell>
      <Cell label="Access">{user.userActive ? 'Active' : 'Inactive'}</Cell>
      <Cell label="Since">
        <span className="whitespace-nowrap tabular-nums">
          {userAdded === null ? 'not said' : <CalendarDate on={userAdded} />}
        </span>
      </Cell>
    </tr>
  )
}

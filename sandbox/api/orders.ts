import { type Directory, directoryBehaviours } from '../directory.ts'
import type { Orders } from '../http/control.ts'
import { people, permissions } from '../people.ts'
import { type Member, serviceAccounts } from '../service-accounts.ts'
import type { UserSearch } from './user-search.ts'

const mostBusy = 1_000

/** Who may do what from now on, how the directory behaves, and how often the user search is too busy. */
export function apiOrders(directory: Directory, userSearch: UserSearch): Orders {
  return {
    membership(value) {
      if (typeof value !== 'object' || value === null) return null
      const { sub, email, institutionId, permission, ...others } = { ...emptyMembership, ...value }
      const person = findMember(sub, email)
      const known = permission === null || permissions.some((it) => it === permission)
      if (!person || !known || Object.keys(others).length > 0) return null
      if (typeof institutionId !== 'string' || !directory.has(institutionId)) return null
      const ordered = permissions.find((it) => it === permission) ?? null
      return () => directory.order(person, institutionId, ordered)
    },
    directory(value) {
      const behaviour = directoryBehaviours.find((it) => it === value)
      return behaviour ? () => Object.assign(directory, { behaviour }) : null
    },
    busy(value) {
      const isCount = Number.isInteger(value) && Number(value) >= 0 && Number(value) <= mostBusy
      return isCount ? () => Object.assign(userSearch, { busy: Number(value) }) : null
    },
    reset(value) {
      if (value !== true) return null
      return () => {
        directory.reset()
        userSearch.busy = 0
      }
    },
  }
}

const emptyMembership: Readonly<Record<string, unknown>> = {}

/** Named by id or by e-mail, not by both. */
function findMember(sub: unknown, email: unknown): Member | undefined {
  if ((sub === undefined) === (email === undefined)) return undefined
  const members: readonly Member[] = [...people, ...serviceAccounts.map(({ user }) => user)]
  return members.find((person) => person.sub === sub || person.email === email)
}

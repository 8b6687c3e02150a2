import { type Directory, directoryBehaviours } from '../directory.ts'
import type { Orders } from '../http/control.ts'
import { type Person, people, permissions } from '../people.ts'

/** `membership`, `directory` and `reset`: who may do what from now on, and how the directory behaves. */
export function directoryOrders(directory: Directory): Orders {
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
    reset: (value) => (value === true ? () => directory.reset() : null),
  }
}

const emptyMembership: Readonly<Record<string, unknown>> = {}

/** Named by id or by e-mail, not by both. */
function findMember(sub: unknown, email: unknown): Person | undefined {
  if ((sub === undefined) === (email === undefined)) return undefined
  return people.find((person) => person.sub === sub || person.email === email)
}

import type { Adapter, AdapterPayload } from 'oidc-provider'
import { Recent } from '../recent.ts'

/** What the engine keeps of one kind; and all of it that still lives. */
export type Memory = Adapter & Readonly<{ all: () => AdapterPayload[] }>

type Entry = Readonly<{ payload: AdapterPayload; expiresAt: number }>

/** How many sessions, codes, refresh tokens … are kept, each. Those not used for longest go first. */
const mostOfAKind = 50_000

/**
 * What the authorization server remembers, in the memory of this process: a restart signs everybody out.
 * The engine asks for one adapter per kind of thing. Nothing here waits for anything, so between looking
 * a token up and marking it used no other request gets a turn: used twice at once is used twice.
 */
export function inMemory(): Memory {
  const entries = new Recent<Entry>(mostOfAKind)

  function find(id: string): AdapterPayload | undefined {
    const entry = entries.get(id)
    if (!entry) return undefined
    if (entry.expiresAt > Date.now()) return entry.payload
    entries.delete(id)
    return undefined
  }

  function findWhere(matches: (payload: AdapterPayload) => boolean): AdapterPayload | undefined {
    const [id] = entries.entries().find(([, { payload }]) => matches(payload)) ?? []
    return id === undefined ? undefined : find(id)
  }

  return {
    all() {
      const found = entries.entries().map(([id]) => find(id))
      return found.filter((payload) => payload !== undefined)
    },
    async upsert(id, payload, expiresInSeconds) {
      const expiresAt = expiresInSeconds ? Date.now() + expiresInSeconds * 1000 : Infinity
      entries.set(id, { payload, expiresAt })
    },
    async find(id) {
      return find(id)
    },
    async findByUid(uid) {
      return findWhere((payload) => payload.uid === uid)
    },
    async findByUserCode(userCode) {
      return findWhere((payload) => payload.userCode === userCode)
    },
    async consume(id) {
      const entry = entries.get(id)
      if (!entry) return
      const payload = { ...entry.payload, consumed: Math.floor(Date.now() / 1000) }
      entries.set(id, { ...entry, payload })
    },
    async destroy(id) {
      entries.delete(id)
    },
    async revokeByGrantId(grantId) {
      for (const [id, { payload }] of entries.entries()) {
        if (payload.grantId === grantId) entries.delete(id)
      }
    },
  }
}

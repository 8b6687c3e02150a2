import type { Scoping } from '#lib/data/environment.ts'

/** A way of saying which institution a sign-in is for, and who is chosen by it. */
export type Reading = Readonly<{
  by: 'parameter' | 'client' | 'issuer'
  /** How many institutions; null for all that the configuration does not name. */
  count: number | null
  issuers: readonly string[]
  clientIds: readonly string[]
  /** Names of request parameters; none where none is sent. */
  parameters: readonly string[]
  /** Names of claims; none where client or issuer decide. */
  claims: readonly string[]
}>

type Scopings = Readonly<{ usual: Scoping; entries: readonly Scoping[] }>

/**
 * How the configuration tells institutions apart, each way once: by an issuer that is one institution's
 * alone, else by a client that is, else by a parameter of the request.
 *
 * @param namesAll whether there are no institutions besides those with an entry
 */
export function readingsOf({ usual, entries }: Scopings, namesAll: boolean): readonly Reading[] {
  const issuers = Map.groupBy([usual, ...entries], ({ issuer }) => issuer)
  const clients = Map.groupBy([usual, ...entries], clientOf)
  const groups = Map.groupBy(entries, (entry): Reading['by'] => {
    if (issuers.get(entry.issuer)?.length === 1) return 'issuer'
    return clients.get(clientOf(entry))?.length === 1 ? 'client' : 'parameter'
  })
  const readings = [...groups].map(([by, group]) => summary(by, group, group.length))
  return namesAll ? readings : [...readings, summary('parameter', [usual], null)]
}

function clientOf({ issuer, clientId }: Scoping): string {
  return JSON.stringify([issuer, clientId])
}

function summary(by: Reading['by'], group: readonly Scoping[], count: number | null): Reading {
  const each = (name: keyof Scoping) => [...new Set(group.flatMap((it) => it[name] ?? []))]
  return {
    by,
    count,
    issuers: each('issuer'),
    clientIds: each('clientId'),
    parameters: each('institutionParameter'),
    claims: each('institutionClaim'),
  }
}

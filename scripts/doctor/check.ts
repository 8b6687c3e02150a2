import type { Env } from '../../lib/env.ts'
import { about, type Finding, skipped } from './finding.ts'
import type { Patient } from './patient.ts'
import type { Client, Metadata, Server } from './server.ts'

/** One thing the doctor looks at. It changes nothing, neither here nor there. */
export type Check = Readonly<{
  name: string
  /** What it looks at, for people who ask what the doctor does. */
  looksAt: string
  examine: (patient: Patient) => Promise<readonly Finding[]> | readonly Finding[]
}>

type Findings = readonly Finding[]
type Examination = (env: Env, patient: Patient) => Promise<Findings> | Findings

/** For a check that needs a configuration that can be read. */
export function ofConfiguration(examine: Examination): Check['examine'] {
  const unreadable = [skipped('the configuration cannot be read: see the check "variables"')]
  return (patient) => (patient.env ? examine(patient.env, patient) : unreadable)
}

/** For a check that calls a server. */
export function byCalling(examine: Examination): Check['examine'] {
  const noCalls = [skipped('no server is called: --offline')]
  return ofConfiguration((env, patient) => (patient.isOffline ? noCalls : examine(env, patient)))
}

/** For a check of every server whose metadata could be read; the check "discovery" tells of the others. */
export function ofEachServer(
  examine: (metadata: Metadata, server: Server, patient: Patient) => Promise<Findings> | Findings,
): Check['examine'] {
  return byCalling(async (_env, patient) => {
    const findings = patient.servers.map(async (server) => {
      const { metadata } = await server.meeting()
      const found = metadata
        ? await examine(metadata, server, patient)
        : [skipped('its metadata could not be read: see the check "discovery"')]
      return about(server.issuer, found)
    })
    return (await Promise.all(findings)).flat()
  })
}

/** For a check of every client, at every server whose metadata could be read. */
export function ofEachClient(
  examine: (client: Client, metadata: Metadata, patient: Patient) => Promise<Finding>,
): Check['examine'] {
  return ofEachServer(async (metadata, { clients }, patient) => {
    return Promise.all(
      clients.map(async (client) => named(client, await examine(client, metadata, patient))),
    )
  })
}

/** A finding that says which client it is about. */
export function named({ registration }: Client, finding: Finding): Finding {
  return { ...finding, what: `client ${registration.clientId}: ${finding.what}` }
}

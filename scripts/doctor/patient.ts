import { type Env, readEnv } from '../../lib/env.ts'
import { registrationFor } from '../../lib/institutions/registry.ts'
import { processState } from '../../lib/process-state.ts'
import type { Variables } from '../child.ts'
import { Confidential } from './confidential.ts'
import { type Jwks, readJwks } from './jwks.ts'
import { type Client, meet, type Server } from './server.ts'

/** How many servers, and clients at one server, are called: a doctor is no load test. */
const mostServers = 10
const mostClients = 5

/** A configuration, and those it deals with. */
export type Patient = Readonly<{
  variables: Variables
  /** Files that variables were read from. */
  files: readonly string[]
  /** Null where it cannot be read; then `faults` says why. */
  env: Env | null
  faults: readonly string[]
  /** Those that are called, and how many more there are. */
  servers: readonly Server[]
  otherServers: number
  isOffline: boolean
  /** Our own key set as others see it. */
  ownJwks: () => Promise<Jwks>
  confidential: Confidential
}>

export type Wishes = Readonly<{
  files: readonly string[]
  isOffline: boolean
  /** Only this institution; null: all of them, and the sign-in. */
  institutionId: string | null
}>

/** @throws {FlowError} `unknown-institution` where one was asked for that is not configured */
export function admit(variables: Variables, wishes: Wishes): Patient {
  const { env, faults } = readConfiguration(variables)
  if (env) processState('env', () => env)
  const { files, isOffline, institutionId } = wishes
  const all = env ? serversOf(clientsOf(env, institutionId), env) : []
  const servers = all.slice(0, mostServers)
  const otherServers = all.length - servers.length
  const confidential = new Confidential()
  keepSecrets(confidential, variables, env)
  return {
    ...{ variables, files, env, faults, servers, otherServers, isOffline, confidential },
    ownJwks: once(async () => (env ? readJwks(jwksAddress(env)) : { absent: 'is not known' })),
  }
}

/** Where the app publishes its keys. */
export function jwksAddress({ appUrl }: Env): string {
  return `${appUrl}/.well-known/jwks.json`
}

/** Faults in these spoil nothing else: with others in their place the rest can still be examined. */
const standIns: Variables = {
  ...Object.fromEntries(
    [
      ...['SESSION_SECRET_FILE', 'SESSION_IDLE_SECONDS', 'SESSION_ABSOLUTE_SECONDS'],
      ...['OIDC_LOGOUT_HINT', 'SINGLE_INSTITUTION', 'ENVIRONMENT_LABEL', 'LOG_LEVEL'],
    ].map((name) => [name, '']),
  ),
  SESSION_SECRET: 'stands in for the secret that is missing',
}

function readConfiguration(variables: Variables): { env: Env | null; faults: string[] } {
  const first = tryToRead(variables)
  if (first.faults.length === 0) return first
  const second = tryToRead({ ...variables, ...standIns })
  return { env: second.env, faults: first.faults }
}

function tryToRead(variables: Variables): { env: Env | null; faults: string[] } {
  try {
    return { env: readEnv(variables), faults: [] }
  } catch (error) {
    const [, ...faults] = error instanceof Error ? error.message.split('\n- ') : []
    return { env: null, faults }
  }
}

function clientsOf(env: Env, institutionId: string | null): Client[] {
  if (institutionId !== null) return [clientFor(institutionId, env)]
  const entries = [...env.institutions.keys()].map((id) => clientFor(id, env))
  if (env.issuer === null) return entries
  const zero = clientFor(null, env)
  // Institutions that the file does not know are entered with this scope.
  const other = { ...zero.registration, scope: env.institutionScope }
  const others = { name: 'entering an institution', institutionId: null, registration: other }
  return [zero, ...(env.institutionDirectory === 'api' ? [others] : []), ...entries]
}

function clientFor(institutionId: string | null, env: Env): Client {
  const named = institutionId === null ? null : env.institutions.get(institutionId)?.name
  const name =
    institutionId === null ? 'the sign-in' : `${named ?? 'institution'} (${institutionId})`
  return { name, institutionId, registration: registrationFor(institutionId) }
}

function serversOf(clients: readonly Client[], env: Env): Server[] {
  const groups = Map.groupBy(clients, ({ registration: { issuer, discoveryUrl } }) =>
    JSON.stringify([issuer, discoveryUrl]),
  )
  return [...groups.values()].flatMap((registrations) => {
    const [first] = registrations
    if (!first) return []
    const { issuer, discoveryUrl } = first.registration
    const isOwn = issuer === env.issuer && discoveryUrl === env.discoveryUrl
    return {
      issuer,
      discoveryUrl,
      namedBy: isOwn ? 'OIDC_ISSUER' : `"issuer" of ${first.name} in INSTITUTIONS_FILE`,
      registrations,
      clients: distinct(registrations).slice(0, mostClients),
      meeting: once(() => meet(discoveryUrl)),
    }
  })
}

function distinct(clients: readonly Client[]): Client[] {
  const byIdentity = new Map<string, Client>()
  for (const client of clients) {
    const { clientId, clientAuth } = client.registration
    const identity = `${clientId} ${clientAuth.method}`
    if (!byIdentity.has(identity)) byIdentity.set(identity, client)
  }
  return [...byIdentity.values()]
}

function keepSecrets(confidential: Confidential, variables: Variables, env: Env | null): void {
  confidential.keep(variables.SESSION_SECRET, variables.OIDC_CLIENT_SECRET)
  confidential.keepKeys(variables.OIDC_CLIENT_KEYS ?? '')
  if (!env) return
  const secrets = [env.clientSecret, ...[...env.institutions.values()].map((it) => it.clientSecret)]
  confidential.keep(...env.sessionSecrets, ...secrets)
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

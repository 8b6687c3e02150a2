import { hasService, serviceRegistrationFor } from '../../lib/data/service/registration.ts'
import type { Env } from '../../lib/env.ts'
import { registrationFor } from '../../lib/institutions/registry.ts'
import { type Client, meet, once, type Server, type ServiceClient } from './server.ts'

/** How many clients at one server are tried out: failures there may be counted. */
const mostClients = 5

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

/**
 * Every server that a configuration sends people to, with the clients that we are there.
 *
 * @param institutionId only what this institution uses; null: all
 * @throws {FlowError} `unknown-institution`
 */
export function serversOf(env: Env, institutionId: string | null): readonly Server[] {
  const clients = clientsOf(env, institutionId)
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
      services: servicesOf(registrations, env).slice(0, mostClients),
      meeting: once(() => meet(discoveryUrl)),
    }
  })
}

function distinct(clients: readonly Client[]): Client[] {
  return [...Map.groupBy(clients, identityOf).values()].flatMap(([first]) => first ?? [])
}

function identityOf({ registration: { clientId, clientAuth } }: Client): string {
  return `${clientId} ${clientAuth.method}`
}

/** Asked once each, however many institutions share one. */
function servicesOf(registrations: readonly Client[], env: Env): ServiceClient[] {
  const services = registrations.flatMap((client) => serviceOf(client, env))
  return [...Map.groupBy(services, identityOf).values()].flatMap((sharedBy) => {
    const [first] = sharedBy
    return first ? { ...first, sharedBy } : []
  })
}

/** The client for machine work that goes with a registration, if there is one. */
function serviceOf({ name, institutionId }: Client, env: Env): readonly Client[] {
  const isThere = institutionId === null ? env.service?.clientId : hasService(institutionId)
  if (!isThere) return []
  const registration = serviceRegistrationFor(institutionId)
  return [{ name: `the service account of ${name}`, institutionId, registration }]
}

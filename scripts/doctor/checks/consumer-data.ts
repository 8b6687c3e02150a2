import type { Env } from '../../../lib/env.ts'
import { consumerAuth, consumerClaim } from '../../consumer-banking.ts'
import { type Check, ofConfiguration } from '../check.ts'
import { isConsumer } from '../consumer.ts'
import { about, type Finding, ok, skipped, wrong } from '../finding.ts'
import type { Client } from '../server.ts'

/** What is often forgotten when a bank's customers are to see their accounts. */
export const consumerData: Check = {
  name: 'consumer-data',
  looksAt: 'scopes and claims that consumer banking needs, and those that others must allow',
  examine: ofConfiguration((env, { servers }) => {
    const clients = servers.flatMap(({ registrations }) => registrations).filter(isConsumer)
    if (clients.length === 0) return [skipped('there is no consumer bank')]
    const found = clients.flatMap((client) => about(client.name, look(client, env)))
    return found.length > 0 ? found : [ok('scopes and claims are what the pages need')]
  }),
}

function look(client: Client, env: Env): Finding[] {
  const entry = client.institutionId === null ? null : env.institutions.get(client.institutionId)
  const isShown = entry?.api === 'consumer'
  return [
    ...claimsAsScopes(client),
    ...(isShown ? missingScopes(client) : []),
    ...institutionClaim(client),
    ...restricted(client),
  ]
}

function claimsAsScopes({ registration }: Client): Finding[] {
  const claims = registration.scope.split(' ').filter((it) => it.startsWith(`${consumerClaim}/`))
  return claims.map((claim) => wrong('claim-as-scope', { claim }))
}

function missingScopes({ registration }: Client): Finding[] {
  const scopes = registration.scope.split(' ')
  const needed = { accounts: 'accounts.read', transactions: 'transactions.detail.read' }
  return Object.entries(needed).flatMap(([data, name]) => {
    const prefix = `${consumerAuth}/${name}`
    if (scopes.some((it) => it === `${prefix}only` || it === `${prefix}write`)) return []
    return [wrong('data-scope-missing', { scope: `${prefix}only`, data })]
  })
}

/** The claim that the app insists on must be asked for by name. */
function institutionClaim({ registration }: Client): Finding[] {
  const { institutionClaim: claim, claims } = registration
  const idToken = Object.keys(Object(claims?.id_token))
  if (claim === null || !claim.startsWith(`${consumerClaim}/`) || idToken.includes(claim)) return []
  return [wrong('institution-claim-not-asked', { claim })]
}

function restricted({ registration: { claims } }: Client): Finding[] {
  const asked = Object.values(claims ?? {}).flatMap((member) => Object.keys(Object(member)))
  const few = asked.filter((it) => /\/(customer_identifier|.*tax.*)$/.test(it))
  return few.map((claim) => wrong('restricted-claim', { claim }))
}

import type { Env } from '../../../lib/env.ts'
import { type Check, ofConfiguration } from '../check.ts'
import { consumerAuth, consumerClaim, isConsumer } from '../consumer.ts'
import { about, type Finding, fault, ok, skipped, warning } from '../finding.ts'
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
  return claims.map((claim) =>
    fault(
      `the scope has ${claim}, which is a claim`,
      'Claims are not scopes: the request is refused, or the claim is silently left out.',
      'Move it to "claims" of the entry: { "id_token": { "<claim>": null } }.',
    ),
  )
}

function missingScopes({ registration }: Client): Finding[] {
  const scopes = registration.scope.split(' ')
  const needed = { accounts: 'accounts.read', transactions: 'transactions.detail.read' }
  return Object.entries(needed).flatMap(([data, name]) => {
    const prefix = `${consumerAuth}/${name}`
    if (scopes.some((it) => it === `${prefix}only` || it === `${prefix}write`)) return []
    const what = `the scope does not ask for ${prefix}only`
    const why = `People can sign in, and the call for ${data} is answered 403.`
    const remedy =
      'Add it, and have people sign in anew: a refresh does not widen what they agreed to.'
    return [warning(what, why, remedy)]
  })
}

/** The claim that the app insists on must be asked for by name. */
function institutionClaim({ registration }: Client): Finding[] {
  const { institutionClaim: claim, claims } = registration
  const idToken = Object.keys(Object(claims?.id_token))
  if (claim === null || !claim.startsWith(`${consumerClaim}/`) || idToken.includes(claim)) return []
  return [
    fault(
      'the claim that names the institution is not asked for',
      'ID tokens carry it on request only, and the app refuses a token that names no institution.',
      `Add "claims": { "id_token": { "${claim}": null } }, or "institutionClaim": null: the host says it.`,
    ),
  ]
}

function restricted({ registration: { claims } }: Client): Finding[] {
  const asked = Object.values(claims ?? {}).flatMap((member) => Object.keys(Object(member)))
  const few = asked.filter((it) => /\/(customer_identifier|.*tax.*)$/.test(it))
  return few.map((claim) =>
    warning(
      `${claim} is a restricted claim`,
      'Until the institution’s administrator allows it for this client, it is left out without an error.',
      'Ask for it to be enabled on the External Application, and be ready for it to be absent.',
    ),
  )
}

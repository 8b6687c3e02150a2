import type { Env } from '../../lib/env.ts'
import { isLoopback } from '../../lib/url.ts'
import { type KeySet, publicPem } from '../key-set.ts'

type Client = Readonly<{
  name: string
  clientId: string
  issuer: string
  scope: string
  claims: Readonly<Record<string, unknown>> | null
}>

/**
 * What whoever registers the app has to know, letter by letter, and no secret.
 *
 * @param keys whose public halves are registered; none where they are not made yet, or a secret is used
 */
export function handOver(env: Env, keys: KeySet): string {
  return [
    'For the registration, an External Application of the standard kind, confidential:',
    '',
    row('Redirect URI', `${env.appUrl}/auth/callback`),
    row('Post-logout URI', `${env.appUrl}/signed-out  (register it with the redirect URI)`),
    row(
      'Back-channel',
      `${env.appUrl}/auth/backchannel-logout  (where the server tells of a logout)`,
    ),
    row('Flow', 'authorization code, PKCE with S256; refresh token where a scope brings one'),
    row('Authentication', authentication(env)),
    ...(env.clientKeys.length > 0 ? [row('JWK Set', jwkSet(env.appUrl))] : []),
    row('ID tokens', 'signed with ES256, PS256 or RS256'),
    ...clientsOf(env).flatMap(clientRows),
    ...(keys.length === 0 && env.clientKeys.length > 0
      ? ['', 'Its first key is not made yet.']
      : []),
    ...keys.flatMap((key) => ['', `Public key ${key.kid}, ${key.alg}:`, publicPem(key).trim()]),
  ].join('\n')
}

function authentication({ clientAuth, clientKeys, institutions }: Env): string {
  const [{ clientAuth: ofEntry = null } = {}] = institutions.values()
  const algorithms = [...new Set(clientKeys.map(({ alg }) => alg))]
  return [clientAuth ?? ofEntry, ...algorithms].join(', ')
}

function jwkSet(appUrl: string): string {
  const address = `${appUrl}/.well-known/jwks.json`
  return isLoopback(new URL(appUrl).hostname)
    ? `${address}  (nobody else can reach it: register the key as PEM)`
    : `${address}  (better than the key as PEM: it can then be rotated)`
}

/** The clients to register, each once: institutions may share one. */
function clientsOf(env: Env): readonly Client[] {
  const clients: Client[] = []
  if (env.issuer && env.clientId) {
    const { issuer, clientId } = env
    const scope = env.institutions.size === 0 ? env.institutionScope : env.scope
    clients.push({
      name: 'Sign-in',
      clientId,
      issuer,
      scope: `${env.scope} ${scope}`,
      claims: null,
    })
  }
  for (const it of env.institutions.values()) {
    const at = clients.findIndex((one) => one.clientId === it.clientId && one.issuer === it.issuer)
    const same = clients[at]
    if (same) clients[at] = { ...same, scope: `${same.scope} ${it.scope}` }
    else clients.push(it)
  }
  return clients
}

function clientRows({ name, clientId, issuer, scope, claims }: Client): string[] {
  const [first, ...others] = [...new Set(scope.split(' ').filter(Boolean))]
  const asked = Object.values(claims ?? {}).flatMap((part) => Object.keys(part ?? {}))
  return [
    '',
    row(name, `client id ${clientId}, at ${issuer}`),
    row('Scopes', first ?? ''),
    ...others.map((it) => row('', it)),
    ...asked.map((it, index) => row(index === 0 ? 'Claims' : '', it)),
  ]
}

function row(what: string, text: string): string {
  return `  ${what.padEnd(16)}  ${text}`
}

import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose'
import * as oauth from 'oauth4webapi'
import { boundedFetch, type CallLimits, limits, NoAnswer } from '#lib/bounded-fetch.ts'
import { FlowError } from '#lib/errors.ts'
import { processState } from '#lib/process-state.ts'
import { repeatableFetch } from '#lib/retry.ts'
import { inRequestSpan, step } from '#lib/telemetry.ts'
import { isLoopback, isSecureUrl } from '#lib/url.ts'
import { isUnreadable } from './failure.ts'
import type { Registration } from './registration.ts'

/** An authorization server as it describes itself, and the keys it signs with. */
export type Issuer = Readonly<{
  metadata: oauth.AuthorizationServer & Required<RequiredEndpoints>
  keys: JWTVerifyGetKey
}>

type RequiredEndpoints = Pick<
  oauth.AuthorizationServer,
  'authorization_endpoint' | 'token_endpoint' | 'jwks_uri'
>
type Known = { issuer: Issuer; freshUntil: number; isStale: boolean }
/** Told once that an issuer is taken at its last word, with the reason; and once, with null, that it is back. */
type Watcher = (issuer: string, reason: string | null) => void
type IssuerName = Pick<Registration, 'issuer' | 'discoveryUrl'>

const metadataLifetimeMs = 60 * 60_000
/** How long an issuer that fails to answer is taken at its last word, before it is asked again. */
const retryAfterMs = 10_000

const known = () => processState('issuers', () => new Map<string, Known>())
const asking = () => processState('issuers.asking', () => new Map<string, Promise<Issuer>>())

const watcher = () => processState('issuers.watcher', () => ({ tell: (() => {}) as Watcher }))

/** For whoever keeps the log: this folder has none. */
export function watchIssuers(tell: Watcher): void {
  watcher().tell = tell
}

/** What is known of an issuer without asking it; null until it has answered once. */
export function knownIssuer(name: IssuerName): Issuer | null {
  return known().get(keyOf(name))?.issuer ?? null
}

/**
 * Step 0 · Discovery. The issuer's metadata, read once an hour; however many ask at once, one request
 * goes out. A failure is not remembered, and an issuer that was there before is taken at its last word.
 *
 * @throws {FlowError} `issuer-unavailable` · `untrusted-response` (another issuer's metadata)
 * @see https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderConfigurationValidation
 */
export async function discover(name: IssuerName): Promise<Issuer> {
  const key = keyOf(name)
  const last = known().get(key)
  if (last && last.freshUntil > Date.now()) return last.issuer

  try {
    const issuer = await askOnce(key, () => askForMetadata(name, last?.issuer))
    if (last?.isStale) {
      last.isStale = false
      watcher().tell(name.issuer, null)
    }
    return issuer
  } catch (error) {
    if (!last) throw error
    if (!last.isStale) watcher().tell(name.issuer, error instanceof Error ? error.message : '')
    Object.assign(last, { isStale: true, freshUntil: Date.now() + retryAfterMs })
    return last.issuer
  }
}

function askOnce(key: string, ask: () => Promise<Issuer>): Promise<Issuer> {
  const pending = asking().get(key)
  if (pending) return pending

  const answer = ask()
    .then((issuer) => {
      known().set(key, { issuer, freshUntil: Date.now() + metadataLifetimeMs, isStale: false })
      return issuer
    })
    .finally(() => asking().delete(key))
  asking().set(key, answer)
  return answer
}

const askForMetadata = step('discovery', readMetadata)

async function readMetadata(
  { issuer, discoveryUrl }: IssuerName,
  before?: Issuer,
): Promise<Issuer> {
  const headers = { accept: 'application/json' }
  const response = await issuerRead('metadata request')(discoveryUrl, { headers })
  if (!response.ok) throw unavailable(discoveryUrl, `answered ${response.status}`)

  const metadata = await oauth
    .processDiscoveryResponse(new URL(issuer), response)
    .catch((error) => {
      if (isUnreadable(error)) throw unavailable(discoveryUrl, 'answered no metadata')
      throw new FlowError('untrusted-response', 'the metadata is not that of the issuer')
    })
  checkMetadata(metadata, issuer)

  const sameKeys = before?.metadata.jwks_uri === metadata.jwks_uri
  return { metadata, keys: sameKeys ? before.keys : remoteKeys(metadata.jwks_uri) }
}

// The library compares issuers as normalised URLs, and never looks at the endpoints' schemes.
function checkMetadata(
  metadata: oauth.AuthorizationServer,
  issuer: string,
): asserts metadata is Issuer['metadata'] {
  if (metadata.issuer !== issuer) {
    throw new FlowError('untrusted-response', 'the metadata names another issuer')
  }
  for (const name of ['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const) {
    if (!metadata[name]) throw new FlowError('untrusted-response', `the metadata lacks ${name}`)
  }
  for (const name of endpoints) {
    const address = metadata[name]
    if (address !== undefined && !(isSecureUrl(address) && isAsFarAs(issuer, address))) {
      throw new FlowError('untrusted-response', `${name} in the metadata is not a secure address`)
    }
  }
}

/** A server elsewhere has no business on this machine. */
function isAsFarAs(issuer: string, address: string): boolean {
  return isLoopback(new URL(issuer).hostname) || !isLoopback(new URL(address).hostname)
}

const endpoints = [
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'end_session_endpoint',
  'revocation_endpoint',
] as const

/** Keys by `kid`. An unknown one is looked for again at once, but at most every five seconds. */
function remoteKeys(jwksUri: string): JWTVerifyGetKey {
  return createRemoteJWKSet(new URL(jwksUri), {
    cooldownDuration: 5_000,
    cacheMaxAge: 10 * 60_000,
    // Ours ends sooner, and says what happened.
    timeoutDuration: 2 * limits.issuer.timeoutMs,
    [customFetch]: issuerRead('key request'),
  })
}

/**
 * The one way the back channel calls an issuer. What goes wrong on the way is `issuer-unavailable`.
 *
 * @param what the request's name in a trace
 */
function issuerFetch(what: string, limit: CallLimits = limits.issuer, ask = boundedFetch) {
  return async (url: string | URL, init: RequestInit = {}): Promise<Response> => {
    try {
      const about = { method: init.method ?? 'GET', url }
      return await inRequestSpan(`foyer ${what}`, about, () => ask(url, init, limit))
    } catch (error) {
      throw error instanceof NoAnswer ? unavailable(url, error.message) : error
    }
  }
}

/** The same for what only reads: nothing is spent by asking twice. */
const issuerRead = (what: string) => issuerFetch(what, limits.issuer, repeatableFetch)

/** Options for each call of oauth4webapi: our fetch, and plain http on this machine only. */
export function callOptions(what: string, address: string, limit?: CallLimits) {
  return {
    [oauth.customFetch]: issuerFetch(what, limit),
    [oauth.allowInsecureRequests]: isLoopback(new URL(address).hostname),
  }
}

function unavailable(address: string | URL, what: string): FlowError {
  const { host, pathname } = new URL(address)
  return new FlowError('issuer-unavailable', `${host}${pathname} ${what}`)
}

const keyOf = ({ issuer, discoveryUrl }: IssuerName) => `${issuer} ${discoveryUrl}`

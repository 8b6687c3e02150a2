import { createHash } from 'node:crypto'
import { decodeJwt, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { FlowError } from '#lib/errors.ts'
import { check, judged, type Values } from '#lib/witness.ts'
import type { Issuer } from './discovery.ts'
import type { Registration } from './registration.ts'

/** How far the issuer's clock and ours may be apart. */
export const clockToleranceSeconds = 30
/** An ID token older than a sign-in may take was not made for it (OpenID Connect Core §3.1.3.7, 10). */
const idTokenMaxAgeSeconds = 600
const supportedAlgorithms = ['ES256', 'PS256', 'RS256']

/**
 * The claims of an ID token whose signature and every claim that says who it is for were checked.
 *
 * TLS already vouches for who sent it; the signature keeps proof of who made it. Beyond the library's
 * checks: the age of `iat`, the header's `typ`, `azp`, a lone audience, `at_hash`, and that `sub` says
 * something.
 *
 * @throws {FlowError} `untrusted-response` · `issuer-unavailable` (its keys cannot be read)
 * @see https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation
 */
export async function verifiedIdToken(
  idToken: string,
  accessToken: string,
  registration: Registration,
  issuer: Issuer,
): Promise<JWTPayload & { sub: string }> {
  const { payload, protectedHeader } = await verify('ID token', idToken, issuer, {
    algorithms: idTokenAlgorithms(issuer),
    audience: registration.clientId,
    maxTokenAge: idTokenMaxAgeSeconds,
    requiredClaims: ['sub', 'exp', 'iat', 'iss', 'aud'],
  })

  const { clientId } = registration
  const { aud, azp, at_hash, sub } = payload
  const typ = protectedHeader.typ?.toLowerCase()
  const hash = halfHash(accessToken)
  require('typ of the ID token', typ === undefined || typ === 'jwt', { typ: 'jwt' }, { typ })
  const isLone = [aud].flat().every((audience) => audience === clientId)
  require('aud of the ID token', isLone, { aud: clientId }, { aud })
  require('azp of the ID token', azp === undefined || azp === clientId, { azp: clientId }, { azp })
  const isOfToken = at_hash === undefined || at_hash === hash
  require('at_hash of the ID token', isOfToken, { at_hash: hash }, { at_hash })
  // OpenID Connect Core §2: at most 255 ASCII characters.
  const isName = sub !== undefined && /^[\x20-\x7e]{1,255}$/.test(sub)
  require('sub of the ID token', isName, {}, { sub })
  return { ...payload, sub }
}

/**
 * The claims of an access token, where it is a JWT that names an institution and its issuer signed it.
 * Null where it is opaque, or names none: then there is nothing in it to believe.
 *
 * @throws {FlowError} `untrusted-response` · `issuer-unavailable`
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 */
export async function verifiedAccessToken(
  accessToken: string,
  { institutionClaim }: Registration,
  issuer: Issuer,
): Promise<JWTPayload | null> {
  const claims = unverifiedClaims(accessToken)
  if (institutionClaim === null || !claims || !Object.hasOwn(claims, institutionClaim)) return null
  const algorithms = supportedAlgorithms
  const { payload } = await verify('access token', accessToken, issuer, { algorithms })
  return payload
}

/** What a token says of itself; null where it is opaque. Good for a comparison, never for belief. */
export function unverifiedClaims(token: string): JWTPayload | null {
  try {
    return decodeJwt(token)
  } catch {
    return null
  }
}

/** What an issuer says it signs ID tokens with, as far as we believe in it. */
export function idTokenAlgorithms({ metadata }: Issuer): string[] {
  const listed = metadata.id_token_signing_alg_values_supported
  return supportedAlgorithms.filter((alg) => !listed || listed.includes(alg))
}

/**
 * Signature and issuer of a JWT, and what else `options` ask for.
 *
 * @throws {FlowError} `untrusted-response` · `issuer-unavailable`
 */
export async function verify(
  what: string,
  jwt: string,
  { metadata, keys }: Issuer,
  options: JWTVerifyOptions,
) {
  const expected = { issuer: metadata.issuer, clockTolerance: clockToleranceSeconds, ...options }
  try {
    return await judged(`signature and claims of the ${what}`, expected, { jwt }, () =>
      jwtVerify(jwt, keys, expected),
    )
  } catch (error) {
    throw whyUnverified(error)
  }
}

/** The issuer's keys gave no verdict on a token: they could not be read, or used, or lack the one. */
export class UnjudgedToken extends FlowError {}

function whyUnverified(error: unknown): unknown {
  if (error instanceof FlowError) return error
  // By their codes: a build may hold the library twice, and the key set be another copy's.
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === errors.JWKSNoMatchingKey.code || code === errors.JWKSMultipleMatchingKeys.code) {
    return new UnjudgedToken('untrusted-response', `no key for this token (${code})`)
  }
  const isVerdict =
    error instanceof errors.JOSEError &&
    !(error instanceof errors.JWKSInvalid || error instanceof errors.JWKSTimeout) &&
    error.code !== errors.JOSEError.code
  if (isVerdict) {
    return new FlowError('untrusted-response', `a token failed its checks (${inDetail(error)})`)
  }
  // Beside its own errors the library passes on what WebCrypto says of a key it cannot import.
  return new UnjudgedToken('issuer-unavailable', 'the key set of the issuer cannot be used')
}

/** Names the claim; of a time, how far from ours it is: two clocks that are apart look like a bad token. */
function inDetail(error: errors.JOSEError): string {
  const isOfClaim =
    error instanceof errors.JWTClaimValidationFailed || error instanceof errors.JWTExpired
  if (!isOfClaim) return error.code
  const value = error.payload[error.claim]
  if (typeof value !== 'number') return `${error.code}: ${error.claim}`
  return `${error.code}: ${error.claim}, ${Math.round(value - Date.now() / 1000)} s from our clock`
}

/** @throws {FlowError} `untrusted-response` */
export function require(
  what: string,
  holds: boolean,
  expected: Values,
  found: Values,
): asserts holds {
  if (!check(what, holds, expected, found)) {
    throw new FlowError('untrusted-response', `the ${what} is wrong`)
  }
}

// OpenID Connect Core §3.1.3.6; SHA-256 because every supported algorithm uses it.
function halfHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}

import { createHash } from 'node:crypto'
import {
  decodeJwt,
  decodeProtectedHeader,
  errors,
  type JWTPayload,
  type JWTVerifyOptions,
  jwtVerify,
} from 'jose'
import { FlowError } from '../errors.ts'
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
  const listed = issuer.metadata.id_token_signing_alg_values_supported
  const { payload, protectedHeader } = await verify(idToken, issuer, {
    algorithms: supportedAlgorithms.filter((alg) => !listed || listed.includes(alg)),
    audience: registration.clientId,
    maxTokenAge: idTokenMaxAgeSeconds,
    requiredClaims: ['sub', 'exp', 'iat', 'iss', 'aud'],
  })

  require(protectedHeader.typ === undefined || protectedHeader.typ.toLowerCase() === 'jwt', 'typ')
  require([payload.aud].flat().every((audience) => audience === registration.clientId), 'aud')
  require(payload.azp === undefined || payload.azp === registration.clientId, 'azp')
  require(payload.at_hash === undefined || payload.at_hash === halfHash(accessToken), 'at_hash')
  const { sub } = payload
  // OpenID Connect Core §2: at most 255 ASCII characters.
  require(sub !== undefined && /^[\x20-\x7e]{1,255}$/.test(sub), 'sub')
  return { ...payload, sub }
}

/**
 * The claims of an access token, where it is a JWT that its issuer signed; null where it is opaque.
 * A claim of an access token is believed only after this.
 *
 * @throws {FlowError} `untrusted-response` · `issuer-unavailable`
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 */
export async function verifiedAccessToken(
  accessToken: string,
  issuer: Issuer,
): Promise<JWTPayload | null> {
  if (!isSignedJwt(accessToken)) return null
  const { payload } = await verify(accessToken, issuer, { algorithms: supportedAlgorithms })
  return payload
}

async function verify(jwt: string, issuer: Issuer, options: JWTVerifyOptions) {
  try {
    return await jwtVerify(jwt, issuer.keys, {
      issuer: issuer.metadata.issuer,
      clockTolerance: clockToleranceSeconds,
      ...options,
    })
  } catch (error) {
    throw toFlowError(error)
  }
}

function toFlowError(error: unknown): unknown {
  if (!(error instanceof errors.JOSEError)) return error
  // The key set itself could not be read: the token is not yet judged.
  const unread = error instanceof errors.JWKSTimeout || error.code === 'ERR_JOSE_GENERIC'
  return new FlowError(
    unread ? 'issuer-unavailable' : 'untrusted-response',
    unread ? 'the key set could not be read' : `a token failed its checks (${error.code})`,
  )
}

function require(condition: boolean, claim: string): asserts condition {
  if (!condition) throw new FlowError('untrusted-response', `the ID token has a wrong ${claim}`)
}

function isSignedJwt(token: string): boolean {
  try {
    return Boolean(decodeProtectedHeader(token).alg && decodeJwt(token))
  } catch {
    return false
  }
}

// OpenID Connect Core §3.1.3.6; SHA-256 because every supported algorithm uses it.
function halfHash(accessToken: string): string {
  return createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url')
}

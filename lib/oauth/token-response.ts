import * as oauth from 'oauth4webapi'
import { FlowError } from '#lib/errors.ts'
import { check } from '#lib/witness.ts'
import type { Registration } from './registration.ts'
import { clockToleranceSeconds } from './verified-claims.ts'

/** Longer than any token that still fits into a header: a session is to stay small. */
const longestToken = 16_384
/** What Jack Henry documents; taken where a server names no usable lifetime. */
const usualLifetimeSeconds = 600
const longestLifetimeSeconds = 86_400

/** The client as the library wants to know it. */
export function clientOf({ clientId }: Registration): oauth.Client {
  return { client_id: clientId, [oauth.clockTolerance]: clockToleranceSeconds }
}

/**
 * How long an access token lives (RFC 6749 §5.1). The library passes on whatever number a server
 * sends, and servers may leave it out.
 */
export function lifetimeMs({ expires_in }: oauth.TokenEndpointResponse): number {
  const usable = expires_in !== undefined && expires_in > 0
  return Math.min(usable ? expires_in : usualLifetimeSeconds, longestLifetimeSeconds) * 1000
}

/**
 * We prove possession of no key, so a token that demands it is not for us (RFC 9449 §5); and a token
 * that cannot stand in a header is none (RFC 6749 appendix A.12), nor is one that fills it. The library
 * lets all of them pass.
 *
 * @throws {FlowError} `untrusted-response`
 */
export function requireBearer({
  token_type,
  access_token,
  id_token,
  refresh_token,
}: oauth.TokenEndpointResponse): void {
  if (!check('token type', token_type === 'bearer', { token_type: 'bearer' }, { token_type })) {
    throw new FlowError('untrusted-response', 'the access token is of a kind we did not ask for')
  }
  if (!/^[\x21-\x7e]+$/.test(access_token)) {
    throw new FlowError('untrusted-response', 'the access token has characters no token has')
  }
  const tokens = [access_token, id_token ?? '', refresh_token ?? '']
  if (tokens.some(({ length }) => length > longestToken)) {
    throw new FlowError('untrusted-response', 'a token is longer than tokens are')
  }
}

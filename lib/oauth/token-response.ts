import * as oauth from 'oauth4webapi'
import { FlowError } from '#lib/errors.ts'
import type { Registration } from './registration.ts'
import { clockToleranceSeconds } from './verified-claims.ts'

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
 * that cannot stand in a header is none (RFC 6749 appendix A.12). The library lets both pass.
 *
 * @throws {FlowError} `untrusted-response`
 */
export function requireBearer({ token_type, access_token }: oauth.TokenEndpointResponse): void {
  if (token_type !== 'bearer') {
    throw new FlowError('untrusted-response', 'the access token is of a kind we did not ask for')
  }
  if (!/^[\x21-\x7e]+$/.test(access_token)) {
    throw new FlowError('untrusted-response', 'the access token has characters no token has')
  }
}

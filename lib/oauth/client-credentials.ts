import type { JWTPayload } from 'jose'
import * as oauth from 'oauth4webapi'
import { FlowError } from '#lib/errors.ts'
import { step } from '#lib/telemetry.ts'
import { check, judged } from '#lib/witness.ts'
import { clientAuthentication } from './client-auth.ts'
import { callOptions, discover } from './discovery.ts'
import { toFlowError } from './failure.ts'
import { institutionNamed } from './institution.ts'
import type { Registration } from './registration.ts'
import { clientOf, lifetimeMs, requireBearer } from './token-response.ts'
import { unverifiedClaims, verifiedAccessToken } from './verified-claims.ts'

/** What a service account was granted. It acts for itself: there is no person, and no refresh token. */
export type ServiceToken = Readonly<{
  accessToken: string
  /** Epoch milliseconds. */
  expiresAt: number
  /** Space-separated, as granted. */
  scope: string
  /** What the token says of itself, for people to read; null where it is opaque. */
  claims: JWTPayload | null
}>

/**
 * Machine work · Client credentials. Trades a signed assertion for an access token of the service account.
 *
 * @param registration a client that proves itself with `private_key_jwt`; nothing else is accepted
 * @param institutionId what the token must be for, where it says whom it is for; null: whatever
 * @throws {FlowError} `issuer-refused` · `issuer-unavailable` · `untrusted-response` · `wrong-institution`
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.4 and RFC 7523 §2.2 for the assertion
 */
export const requestServiceToken = step('client-credentials', requestToken)

async function requestToken(
  registration: Registration,
  institutionId: string | null,
): Promise<ServiceToken> {
  if (registration.clientAuth.method !== 'private_key_jwt') {
    throw new FlowError('issuer-refused', 'a service account proves itself with a key, and only so')
  }
  const issuer = await discover(registration)
  const { metadata } = issuer
  const client = clientOf(registration)
  try {
    const response = await oauth.clientCredentialsGrantRequest(
      metadata,
      client,
      clientAuthentication(registration, metadata),
      { scope: registration.scope },
      callOptions('token request', metadata.token_endpoint),
    )
    const now = Date.now()
    const tokens = await judged('token response', {}, {}, () =>
      oauth.processClientCredentialsResponse(metadata, client, response),
    )
    requireBearer(tokens)

    const claims = await verifiedAccessToken(tokens.access_token, registration, issuer)
    const named = institutionNamed(registration, {}, claims)
    const isAsked = institutionId === null || named === null || named === institutionId
    if (!check('institution', isAsked, { institutionId }, { institutionId: named })) {
      throw new FlowError('wrong-institution', 'the token is for another institution')
    }
    return {
      accessToken: tokens.access_token,
      expiresAt: now + lifetimeMs(tokens),
      scope: tokens.scope ?? registration.scope,
      claims: unverifiedClaims(tokens.access_token),
    }
  } catch (error) {
    throw toFlowError(error)
  }
}

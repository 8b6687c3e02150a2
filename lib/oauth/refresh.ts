import * as oauth from 'oauth4webapi'
import { FlowError } from '#lib/errors.ts'
import { step } from '#lib/telemetry.ts'
import { check, judged } from '#lib/witness.ts'
import { clientAuthentication } from './client-auth.ts'
import { callOptions, discover, type Issuer } from './discovery.ts'
import { isTerminal, isUnreadable, toFlowError } from './failure.ts'
import type { Grant } from './grant.ts'
import { institutionNamed } from './institution.ts'
import type { Registration } from './registration.ts'
import { revokeRefreshToken } from './revoke.ts'
import { clientOf, lifetimeMs, requireBearer } from './token-response.ts'
import {
  UnjudgedToken,
  unverifiedClaims,
  verifiedAccessToken,
  verifiedIdToken,
} from './verified-claims.ts'

/**
 * Step 3 · Refresh. Asks once for new tokens, and holds them against the grant they belong to: the
 * library compares neither person nor institution, and carries nothing over.
 *
 * When the new tokens cannot be judged because the issuer's keys cannot be read, the grant comes back
 * with the rotated refresh token, and its access token counts as expired: nothing is lost.
 *
 * @throws {FlowError} `session-over` when the grant is dead: refused for good, or answered for somebody
 *   else; `issuer-unavailable` · `issuer-refused` when it may be tried again later
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-6 and RFC 9700 §4.14 for rotation
 * @see https://openid.net/specs/openid-connect-core-1_0.html#RefreshTokenResponse
 */
export const refreshGrant = step('refresh', refresh)

async function refresh(registration: Registration, grant: Grant): Promise<Grant> {
  if (grant.refreshToken === null) throw over('the grant has no refresh token')

  const issuer = await discover(registration)
  const tokens = await askForTokens(registration, issuer, grant.refreshToken)
  const now = Date.now()
  const renewed: Grant = {
    ...grant,
    refreshToken: tokens.refresh_token ?? grant.refreshToken,
    accessTokenExpiresAt: 0,
    scope: tokens.scope ?? grant.scope,
    refreshedAt: now,
  }

  try {
    const claims = await sameAsBefore(registration, issuer, grant, tokens)
    return {
      ...renewed,
      accessToken: tokens.access_token,
      accessTokenExpiresAt: now + lifetimeMs(tokens),
      idToken: tokens.id_token ?? grant.idToken,
      claims: { ...grant.claims, ...claims },
    }
  } catch (error) {
    if (!(error instanceof FlowError)) throw error
    if (error instanceof UnjudgedToken || error.code === 'issuer-unavailable') return renewed
    await revokeRefreshToken(registration, renewed.refreshToken ?? grant.refreshToken)
    throw over(error.message)
  }
}

async function askForTokens(registration: Registration, issuer: Issuer, refreshToken: string) {
  const { metadata } = issuer
  const client = clientOf(registration)
  try {
    const response = await oauth.refreshTokenGrantRequest(
      metadata,
      client,
      clientAuthentication(registration, metadata),
      refreshToken,
      callOptions('token request', metadata.token_endpoint),
    )
    return await judged('token response', {}, {}, () =>
      oauth.processRefreshTokenResponse(metadata, client, response),
    )
  } catch (error) {
    if (isTerminal(error)) throw over('the server refused the refresh token')
    if (isUnreadable(error)) {
      throw new FlowError('issuer-unavailable', 'the answer to a refresh could not be read')
    }
    const failure = toFlowError(error)
    if (failure instanceof FlowError && failure.code === 'untrusted-response') {
      throw over(failure.message)
    }
    throw failure
  }
}

/** Refuses tokens of another person, issuer or institution; answers the claims of a new ID token. */
async function sameAsBefore(
  registration: Registration,
  issuer: Issuer,
  grant: Grant,
  tokens: oauth.TokenEndpointResponse,
) {
  requireBearer(tokens)
  const { access_token, id_token } = tokens
  const claims = id_token
    ? await verifiedIdToken(id_token, access_token, registration, issuer)
    : null
  if (differs('new ID token', 'sub', claims, { sub: grant.subject })) {
    throw over('the new ID token is for another person')
  }
  if (differs('new ID token', 'nonce', claims, grant.claims)) {
    throw over('the new ID token has another nonce')
  }
  const [now, before] = [access_token, grant.accessToken].map(unverifiedClaims)
  if (differs('new access token', 'sub', now, before)) {
    throw over('the new access token is for another person')
  }

  const accessClaims = await verifiedAccessToken(access_token, registration, issuer)
  const named = institutionNamed(registration, claims ?? {}, accessClaims)
  const expected = grant.institutionId ?? registration.institutionZeroId
  const isSame = named === null || expected === null || named === expected
  if (!check('institution', isSame, { institutionId: expected }, { institutionId: named })) {
    throw over('the new tokens are for another institution')
  }
  return claims
}

type Claims = Readonly<Record<string, unknown>> | null | undefined

/** A new token may say less than the one before, and nothing else. */
function differs(token: string, name: string, now: Claims, before: Claims): boolean {
  const [said, stood] = [now?.[name], before?.[name]]
  const isSame = said === undefined || stood === undefined || said === stood
  return !check(`${name} of the ${token}`, isSame, { [name]: stood }, { [name]: said })
}

function over(message: string): FlowError {
  return new FlowError('session-over', message)
}

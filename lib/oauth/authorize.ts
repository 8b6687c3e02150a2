import * as oauth from 'oauth4webapi'
import { step } from '#lib/telemetry.ts'
import { discover } from './discovery.ts'
import type { Registration } from './registration.ts'
import { addScopes } from './scope.ts'
import type { Transaction } from './transaction.ts'

/** What a person asked for, beside what the registration says. */
export type AuthorizationWish = Readonly<{
  /** Null for a sign-in. */
  institutionId: string | null
  /** A path on this site, already checked. */
  returnTo: string
  loginHint: string | null
  /** Scope to add, space-separated; what may not be added is left out. */
  scope: string | null
  /** Ask for credentials even when somebody is signed in there. */
  anotherPerson: boolean
}>

/**
 * Step 1 · Authorize. Makes the address of the authorization request, and what to remember about it.
 *
 * `state`, `nonce` and the PKCE verifier are fresh for each request; only the verifier's hash travels.
 *
 * @throws {FlowError} `issuer-unavailable` · `untrusted-response`
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1 and RFC 7636 §4.2 for the challenge
 * @see https://openid.net/specs/openid-connect-core-1_0.html#AuthRequest
 */
export const beginAuthorization = step('authorize', begin)

async function begin(
  registration: Registration,
  wish: AuthorizationWish,
): Promise<{ location: URL; transaction: Transaction }> {
  const { metadata } = await discover(registration)

  const transaction: Transaction = {
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    codeVerifier: oauth.generateRandomCodeVerifier(),
    issuer: registration.issuer,
    clientId: registration.clientId,
    institutionId: wish.institutionId,
    scope: addScopes(registration.scope, wish.scope),
    returnTo: wish.returnTo,
    startedAt: Date.now(),
  }

  const location = new URL(metadata.authorization_endpoint)
  const parameters: Record<string, string | null> = {
    ...registration.parameters,
    claims: registration.claims && JSON.stringify(registration.claims),
    response_type: 'code',
    client_id: registration.clientId,
    redirect_uri: registration.redirectUri,
    scope: transaction.scope,
    state: transaction.state,
    nonce: transaction.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(transaction.codeVerifier),
    code_challenge_method: 'S256',
    ...(wish.loginHint !== null && { login_hint: wish.loginHint }),
    ...(wish.anotherPerson && { prompt: 'login' }),
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) location.searchParams.set(name, value)
  }
  if (wish.institutionId !== null && registration.institutionParameter !== null) {
    location.searchParams.set(registration.institutionParameter, wish.institutionId)
  }
  return { location, transaction }
}

import * as oauth from 'oauth4webapi'
import { FlowError } from '#lib/errors.ts'
import { step } from '#lib/telemetry.ts'
import { check, judged } from '#lib/witness.ts'
import { clientAuthentication } from './client-auth.ts'
import { callOptions, discover, type Issuer } from './discovery.ts'
import { toFlowError } from './failure.ts'
import type { Grant } from './grant.ts'
import { checkInstitution, institutionNamed } from './institution.ts'
import type { Registration } from './registration.ts'
import { revokeRefreshToken } from './revoke.ts'
import { clientOf, lifetimeMs, requireBearer } from './token-response.ts'
import type { Transaction } from './transaction.ts'
import { verifiedAccessToken, verifiedIdToken } from './verified-claims.ts'

/**
 * Step 2 · Callback. Checks the authorization response, trades its code for tokens, and checks those.
 *
 * The checks run in the order an attacker would try them: is the answer from our issuer, is it for
 * the request this browser made, did the person agree, and only then is the code worth sending. It is
 * sent once, whatever happens.
 *
 * @param answer the query string the browser came back with, as it came
 * @param transaction what `authorize` remembered about the request, already taken from its cookie
 * @throws {FlowError} `access-denied` · `untrusted-response` · `wrong-institution` · `issuer-refused` ·
 *   `issuer-unavailable`
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2 and RFC 9207 §2.4 for `iss`
 * @see https://openid.net/specs/openid-connect-core-1_0.html#TokenResponseValidation
 */
export const completeAuthorization = step('callback', complete)

async function complete(
  registration: Registration,
  answer: URLSearchParams,
  transaction: Transaction,
): Promise<Grant> {
  const issuer = await discover(registration)
  const { metadata } = issuer
  const client = clientOf(registration)

  try {
    const saysWhose = !registration.requiresIss || answer.has('iss')
    if (
      !check('iss is there', saysWhose, { iss: registration.issuer }, { iss: answer.get('iss') })
    ) {
      throw new FlowError('untrusted-response', 'the answer does not say which issuer it is from')
    }
    const checked = await judged(
      'authorization response',
      { state: transaction.state, iss: registration.issuer },
      Object.fromEntries(answer),
      () => oauth.validateAuthResponse(metadata, client, answer, transaction.state),
    )

    const response = await oauth.authorizationCodeGrantRequest(
      metadata,
      client,
      clientAuthentication(registration, metadata),
      checked,
      registration.redirectUri,
      transaction.codeVerifier,
      callOptions('token request', metadata.token_endpoint),
    )
    const now = Date.now()
    const tokens = await judged('token response', { nonce: transaction.nonce }, {}, () =>
      oauth.processAuthorizationCodeResponse(metadata, client, response, {
        expectedNonce: transaction.nonce,
        requireIdToken: true,
      }),
    )
    return await grantOf(registration, issuer, transaction, tokens, now).catch(async (error) => {
      // Tokens that are not ours to keep should not live on.
      if (tokens.refresh_token) await revokeRefreshToken(registration, tokens.refresh_token)
      throw error
    })
  } catch (error) {
    throw toFlowError(error)
  }
}

/** Checks what the tokens say, and for whom; then they are a grant. */
async function grantOf(
  registration: Registration,
  issuer: Issuer,
  { institutionId, scope }: Transaction,
  tokens: oauth.TokenEndpointResponse,
  now: number,
): Promise<Grant> {
  requireBearer(tokens)
  const idToken = tokens.id_token ?? ''

  const claims = await verifiedIdToken(idToken, tokens.access_token, registration, issuer)
  const accessClaims = await verifiedAccessToken(tokens.access_token, registration, issuer)
  checkInstitution(
    registration,
    institutionId,
    institutionNamed(registration, claims, accessClaims),
  )

  return {
    issuer: registration.issuer,
    clientId: registration.clientId,
    institutionId,
    institutionName: null,
    subject: claims.sub,
    sid: typeof claims.sid === 'string' ? claims.sid : null,
    accessToken: tokens.access_token,
    accessTokenExpiresAt: now + lifetimeMs(tokens),
    refreshToken: tokens.refresh_token ?? null,
    idToken,
    claims,
    scope: tokens.scope ?? scope,
    authorizedAt: now,
    refreshedAt: now,
  }
}

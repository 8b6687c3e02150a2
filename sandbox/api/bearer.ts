import { errors, jwtVerify } from 'jose'
import type { Provider } from 'oidc-provider'
import { institutionOf } from '../authorization/grants.ts'
import { apiUrlOf, issuerOf, type Realm } from '../authorization/realm.ts'
import type { SigningKeys } from '../authorization/signing-keys.ts'
import { serviceAccountOf } from '../service-accounts.ts'
import { ApiError } from './error.ts'

/** Who calls, on whose behalf, for which institution. */
export type Caller = Readonly<{
  clientId: string
  sub: string
  /** Null: the token names none, and its client may act for all. */
  institutionId: string | null
  scopes: ReadonlySet<string>
}>

/**
 * Checks access tokens: signature, issuer, audience, lifetime, type, and that the grant behind still lives;
 * a service account has none.
 *
 * @throws {ApiError} 401, always the same: a guesser learns nothing
 * @see https://www.rfc-editor.org/rfc/rfc9068#section-4
 */
export function accessTokenCheck(
  realm: Realm,
  provider: Provider,
  keys: SigningKeys,
): (authorization: string | undefined) => Promise<Caller> {
  return async (authorization) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1]
    if (!token) throw invalidToken()
    const claims = await verify(token)
    const { sub, client_id: clientId, grant, scope } = claims
    const scopes = new Set(String(scope ?? '').split(' '))
    const service = serviceAccountOf(clientId)
    if (service) {
      const { institutionId, user } = service
      return { sub: user.sub, clientId: service.clientId, institutionId, scopes }
    }
    if (![sub, clientId, grant].every((claim) => typeof claim === 'string')) throw invalidToken()
    if (!(await provider.Grant.find(String(grant)))) throw invalidToken()
    return {
      sub: String(sub),
      clientId: String(clientId),
      // Not from the claim of that name: a bank's tokens have none.
      institutionId: String(institutionOf(String(grant))),
      scopes,
    }
  }

  async function verify(token: string) {
    try {
      const { payload } = await jwtVerify(token, keys.verify, {
        issuer: issuerOf(realm),
        audience: apiUrlOf(realm),
        algorithms: ['ES256'],
        typ: 'at+jwt',
        clockTolerance: 2,
        requiredClaims: ['exp', 'iat', 'sub', 'jti'],
      })
      return payload
    } catch (error) {
      if (error instanceof errors.JOSEError) throw invalidToken()
      throw error
    }
  }
}

function invalidToken(): ApiError {
  const challenge = 'Bearer error="invalid_token"'
  return new ApiError(401, 'INVALID_TOKEN', 'The access token is missing or not valid.', challenge)
}

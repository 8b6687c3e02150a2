import * as oauth from 'oauth4webapi'
import { FlowError } from '#lib/errors.ts'
import type { Registration } from './registration.ts'

/**
 * How we prove to the token endpoint who we are.
 *
 * With keys: a client assertion with `iss` = `sub` = our client id, a fresh `jti`, `exp` in 60 seconds
 * and, as Jack Henry documents it, the exact address of the token endpoint as `aud`.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7523#section-3
 */
export function clientAuthentication(
  { clientAuth }: Registration,
  metadata: oauth.AuthorizationServer,
): oauth.ClientAuth {
  switch (clientAuth.method) {
    case 'client_secret_post':
      return oauth.ClientSecretPost(clientAuth.secret)
    case 'client_secret_basic':
      return oauth.ClientSecretBasic(clientAuth.secret)
    case 'private_key_jwt': {
      const [signing] = clientAuth.keys()
      if (!signing) throw new FlowError('issuer-refused', 'there is no key to sign with')
      const audience = clientAuth.audience === 'issuer' ? metadata.issuer : metadata.token_endpoint
      return oauth.PrivateKeyJwt(
        { key: signing.privateKey, kid: signing.kid },
        {
          [oauth.modifyAssertion]: (_header, payload) => {
            payload.aud = audience
          },
        },
      )
    }
  }
}

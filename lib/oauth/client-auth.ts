import * as oauth from 'oauth4webapi'
import { FlowError } from '#lib/errors.ts'
import { clientAssertion } from './client-assertion.ts'
import type { Registration } from './registration.ts'

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/**
 * How we prove to the token endpoint who we are. With keys, by an assertion that is made, as Jack Henry
 * documents it, for the exact address of the token endpoint.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-2.3 and RFC 7523 §2.2
 */
export function clientAuthentication(
  { clientAuth, clientId }: Registration,
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
      const { issuer, token_endpoint = issuer } = metadata
      const audience = clientAuth.audience === 'issuer' ? issuer : token_endpoint
      return async (_server, _client, body) => {
        body.set('client_id', clientId)
        body.set('client_assertion_type', assertionType)
        body.set('client_assertion', await clientAssertion(signing, clientId, audience))
      }
    }
  }
}

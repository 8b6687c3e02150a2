import { randomBytes } from 'node:crypto'
import type { ClientMetadata } from 'oidc-provider'
import { identityScopes } from '../../authorization/scopes.ts'

export const naiveClientId = 'lab-naive'

/**
 * A client that only the lab knows. Nobody can sign in with it: there is no address to send a code to. It is
 * given a refresh token here, and goes wrong with it.
 */
export const naiveClient = {
  client_id: naiveClientId,
  client_name: 'A naive client',
  token_endpoint_auth_method: 'client_secret_post',
  client_secret: randomBytes(32).toString('base64url'),
  grant_types: ['refresh_token'],
  response_types: [],
  redirect_uris: [],
  scope: Object.keys(identityScopes).join(' '),
} satisfies ClientMetadata

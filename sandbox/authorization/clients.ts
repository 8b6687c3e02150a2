import type { ClientMetadata } from 'oidc-provider'
import type { Secrets } from '../secrets.ts'
import type { Settings } from '../settings.ts'
import { identityScopes } from './scopes.ts'

/** The clients with a secret. The secrets themselves are made on the first start. */
export const secretClientIds = ['foyer-secret-post', 'foyer-secret-basic']

/** One app, registered once for every way of proving that it is the app. */
export function clients(settings: Settings, { clientSecrets }: Secrets): ClientMetadata[] {
  const app = {
    client_name: 'Foyer',
    redirect_uris: [`${settings.appUrl}/auth/callback`],
    post_logout_redirect_uris: [`${settings.appUrl}/signed-out`],
    grant_types: ['authorization_code', 'refresh_token'],
    // The others would need a script in a page of ours.
    response_modes: ['query'],
    scope: Object.keys(identityScopes).join(' '),
  }
  return [
    {
      ...app,
      client_id: 'foyer',
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: `${settings.appUrl}/.well-known/jwks.json`,
    },
    {
      ...app,
      client_id: 'foyer-secret-post',
      token_endpoint_auth_method: 'client_secret_post',
      client_secret: clientSecrets['foyer-secret-post'],
    },
    {
      ...app,
      client_id: 'foyer-secret-basic',
      token_endpoint_auth_method: 'client_secret_basic',
      client_secret: clientSecrets['foyer-secret-basic'],
    },
  ]
}

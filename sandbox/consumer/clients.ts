import type { ClientMetadata } from 'oidc-provider'
import type { Secrets } from '../secrets.ts'
import type { Bank } from './banks.ts'
import { consumerScopes } from './scopes.ts'

export function secretClientId({ slug }: Bank): string {
  return `foyer-${slug}-secret-post`
}

/** The app as this bank knows it: every bank registers it anew. */
export function bankClients(
  bank: Bank,
  appUrl: string,
  { clientSecrets }: Secrets,
): ClientMetadata[] {
  const withSecret = secretClientId(bank)
  const app = {
    client_name: 'Foyer',
    redirect_uris: [`${appUrl}/auth/callback`],
    post_logout_redirect_uris: [`${appUrl}/signed-out`],
    grant_types: ['authorization_code', 'refresh_token'],
    // The others would need a script in a page of ours.
    response_modes: ['query' as const],
    scope: Object.keys(consumerScopes).join(' '),
  }
  return [
    {
      ...app,
      client_id: `foyer-${bank.slug}`,
      token_endpoint_auth_method: 'private_key_jwt',
      jwks_uri: `${appUrl}/.well-known/jwks.json`,
    },
    {
      ...app,
      client_id: withSecret,
      token_endpoint_auth_method: 'client_secret_post',
      client_secret: clientSecrets[withSecret],
    },
  ]
}

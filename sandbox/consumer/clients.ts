import type { ClientMetadata } from 'oidc-provider'
import { registeredApp, withKeys } from '../authorization/registered-app.ts'
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
  const app = registeredApp(appUrl, Object.keys(consumerScopes))
  return [
    { ...app, ...withKeys(appUrl, `foyer-${bank.slug}`) },
    {
      ...app,
      client_id: withSecret,
      token_endpoint_auth_method: 'client_secret_post',
      client_secret: clientSecrets[withSecret],
    },
  ]
}

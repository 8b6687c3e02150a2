import type { ClientMetadata } from 'oidc-provider'
import { harborAndVale, juniper, larkspur } from '../institutions.ts'
import type { Secrets } from '../secrets.ts'
import { serviceAccounts } from '../service-accounts.ts'
import type { Settings } from '../settings.ts'
import { registeredApp, withKeys } from './registered-app.ts'
import { identityScopes, usersScope } from './scopes.ts'

/** The clients with a secret. The secrets themselves are made on the first start. */
export const secretClientIds = ['foyer-secret-post', 'foyer-secret-basic']

/** Clients that stand for one institution each: what they ask for is for it, and no parameter says so. */
const institutionsOfClients: ReadonlyMap<unknown, string> = new Map([
  ['foyer-larkspur', larkspur],
  ['foyer-juniper', juniper],
  ['foyer-harbor-and-vale', harborAndVale],
])

/** The institution a client stands for; null: its requests say. */
export function institutionOfClient(clientId: unknown): string | null {
  return institutionsOfClients.get(clientId) ?? null
}

/** One app, registered once for every way of proving that it is the app, for some institutions, and for itself. */
export function clients(settings: Settings, { clientSecrets }: Secrets): ClientMetadata[] {
  const app = registeredApp(settings.appUrl, Object.keys(identityScopes))
  return [
    ...['foyer', ...institutionsOfClients.keys()].map((clientId) => ({
      ...app,
      ...withKeys(settings.appUrl, String(clientId)),
    })),
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
    ...serviceAccounts.map(({ clientId }) => ({
      ...withKeys(settings.appUrl, clientId),
      client_name: 'Foyer, by itself',
      grant_types: ['client_credentials'],
      response_types: [],
      redirect_uris: [],
      scope: usersScope,
    })),
  ]
}

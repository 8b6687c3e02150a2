import { enterpriseApi } from './api/enterprise.ts'
import { apiOrders } from './api/orders.ts'
import { UserSearch } from './api/user-search.ts'
import { clients, secretClientIds } from './authorization/clients.ts'
import type { Realm } from './authorization/realm.ts'
import { identityScopes, usersScope } from './authorization/scopes.ts'
import { Directory } from './directory.ts'
import { naiveClient } from './lab/race/naive-client.ts'
import { firstInstitutions } from './many-institutions.ts'
import { accountSettingsPage, frontPage, securitySettingsPage } from './pages/information.ts'
import { people } from './people.ts'
import { readOrMakeSecrets } from './secrets.ts'
import { originAt, type Settings } from './settings.ts'
import type { Site } from './site.ts'

/** The sign-in service that many institutions share, and their accounts. */
export async function identitySite(settings: Settings): Promise<Site> {
  const { port, appUrl, accessTokenSeconds, clientKeysSeconds, apiDelayMs, dataFolder } = settings
  const secrets = await readOrMakeSecrets(dataFolder, secretClientIds)
  const directory = new Directory(firstInstitutions(settings.institutions))
  const realm: Realm = {
    origin: originAt(port),
    issuerPath: '/a/oidc-provider/api/v0',
    apiPath: '/api',
    appUrl,
    accessTokenSeconds,
    clientKeysSeconds,
    bank: null,
    people,
    directory,
    clients: [...clients(settings, secrets), naiveClient],
    scopes: identityScopes,
    serviceScopes: [usersScope],
    refreshScope: 'offline_access',
    claimsOnRequest: {},
    secrets,
  }
  const accounts = enterpriseApi(directory, settings.accounts)
  const userSearch = new UserSearch(directory)
  return {
    realm,
    api: { ...accounts, find: (...call) => userSearch.find(...call) ?? accounts.find(...call) },
    apiDelayMs,
    pages: {
      '/': frontPage(realm),
      '/account-settings': accountSettingsPage(),
      '/account-settings/security': securitySettingsPage(),
    },
    orders: apiOrders(directory, userSearch),
    labSeconds: settings.labSeconds,
  }
}

import { join } from 'node:path'
import type { Realm } from '../authorization/realm.ts'
import { frontPage } from '../pages/information.ts'
import { readOrMakeSecrets } from '../secrets.ts'
import { originAt, type Settings } from '../settings.ts'
import type { Site } from '../site.ts'
import { consumerApi } from './api.ts'
import type { Bank } from './banks.ts'
import { claimsOnRequest } from './claims.ts'
import { bankClients, secretClientId } from './clients.ts'
import { customersOf } from './customers.ts'
import { consumerScopes, offlineScope } from './scopes.ts'

/** A bank that signs its own customers in: nothing of it is shared with another. */
export async function bankSite(bank: Bank, port: number, settings: Settings): Promise<Site> {
  const { appUrl, accessTokenSeconds, apiDelayMs, dataFolder } = settings
  const secrets = await readOrMakeSecrets(join(dataFolder, bank.slug), [secretClientId(bank)])
  const people = customersOf(bank)
  const realm: Realm = {
    origin: originAt(port),
    issuerPath: '/a/consumer/api/v0/oidc',
    apiPath: '/a/consumer/api/v0',
    appUrl,
    accessTokenSeconds,
    bank,
    people,
    clients: bankClients(bank, appUrl, secrets),
    scopes: consumerScopes,
    refreshScope: offlineScope,
    claimsOnRequest: claimsOnRequest(bank),
    secrets,
  }
  const pages = { '/': frontPage(realm) }
  return { realm, api: consumerApi(bank, people), apiDelayMs, pages, orders: {} }
}

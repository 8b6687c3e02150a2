import { join } from 'node:path'
import type { Realm } from '../authorization/realm.ts'
import { Directory } from '../directory.ts'
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
import { taskOrders } from './task-orders.ts'
import { Tasks } from './tasks.ts'

/** A bank that signs its own customers in: nothing of it is shared with another. */
export async function bankSite(bank: Bank, port: number, settings: Settings): Promise<Site> {
  const { appUrl, accessTokenSeconds, clientKeysSeconds, apiDelayMs, dataFolder, taskMs } = settings
  const secrets = await readOrMakeSecrets(join(dataFolder, bank.slug), [secretClientId(bank)])
  const people = customersOf(bank)
  const realm: Realm = {
    origin: originAt(port),
    issuerPath: '/a/consumer/api/v0/oidc',
    apiPath: '/a/consumer/api/v0',
    appUrl,
    accessTokenSeconds,
    clientKeysSeconds,
    bank,
    people,
    directory: new Directory([bank]),
    clients: bankClients(bank, appUrl, secrets),
    scopes: consumerScopes,
    serviceScopes: [],
    refreshScope: offlineScope,
    claimsOnRequest: claimsOnRequest(bank),
    secrets,
  }
  const tasks = new Tasks(taskMs)
  return {
    realm,
    api: consumerApi(bank, people, tasks),
    apiDelayMs,
    pages: { '/': frontPage(realm) },
    orders: taskOrders(tasks),
    labSeconds: null,
  }
}

import { ofCalls } from './findings/calls.ts'
import { ofClients } from './findings/clients.ts'
import { ofConfiguration } from './findings/configuration.ts'
import { ofKeys } from './findings/keys.ts'
import { ofRequests } from './findings/requests.ts'
import { ofScopes } from './findings/scopes.ts'
import { ofServers } from './findings/servers.ts'
import { ofStores } from './findings/stores.ts'
import { ofSecretFiles, ofVariables } from './findings/variables.ts'

/** Everything the doctor can find wrong, with why it matters and what to do; its checks only decide. */
export const wrongs = {
  ...ofVariables,
  ...ofSecretFiles,
  ...ofConfiguration,
  ...ofScopes,
  ...ofKeys,
  ...ofStores,
  ...ofCalls,
  ...ofServers,
  ...ofRequests,
  ...ofClients,
}

export type WrongId = keyof typeof wrongs

import { consumerAuth } from '../../consumer-banking.ts'
import { type Check, ofConfiguration } from '../check.ts'
import { isConsumer } from '../consumer.ts'
import { about, type Finding, ok, wrong } from '../finding.ts'
import type { Client } from '../server.ts'

/** Access lasts about ten minutes, unless the right scope asks for a refresh token. */
export const refresh: Check = {
  name: 'refresh',
  looksAt: 'whether access can be renewed: the right offline_access for each kind of server',
  examine: ofConfiguration((_env, { servers }) => {
    const clients = servers.flatMap(({ registrations }) => registrations)
    const found = clients.flatMap((client) => about(client.name, look(client)))
    return found.length > 0 ? found : [ok('every scope asks for access that can be renewed')]
  }),
}

function look(client: Client): Finding[] {
  const scopes = client.registration.scope.split(' ')
  const right = isConsumer(client) ? `${consumerAuth}/offline_access` : 'offline_access'
  const other = isConsumer(client) ? 'offline_access' : `${consumerAuth}/offline_access`
  if (scopes.includes(right)) return []
  if (!scopes.includes(other)) return [wrong('no-offline-access', { scope: right })]
  return [wrong('wrong-offline-access', { wrong: other, right })]
}

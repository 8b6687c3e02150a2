import { type Check, ofConfiguration } from '../check.ts'
import { consumerAuth, isConsumer } from '../consumer.ts'
import { about, type Finding, ok, warning } from '../finding.ts'
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
  const wrong = isConsumer(client) ? 'offline_access' : `${consumerAuth}/offline_access`
  if (scopes.includes(right)) return []
  if (!scopes.includes(wrong)) {
    const what = `the scope does not ask for ${right}`
    const why = 'There is no refresh token: after about ten minutes people have to sign in again.'
    return [warning(what, why, 'Add it, unless that is what you want.')]
  }
  const what = `the scope has ${wrong}, and this kind of server wants ${right}`
  const why = 'The other one is ignored or refused: there is no refresh token, and no error tells.'
  return [warning(what, why, `Write ${right} instead.`)]
}

import { byCalling, type Check } from '../check.ts'
import { about, type Finding, fault, ok, skipped, warning } from '../finding.ts'
import { meaningOf } from '../no-answer.ts'
import { type Failure, meet, type Server } from '../server.ts'

const slowMs = 2_000

export const discovery: Check = {
  name: 'discovery',
  looksAt: "whether each server's metadata can be read, and how fast",
  examine: byCalling(async (_env, { servers, otherServers }) => {
    const found = await Promise.all(servers.map(async (it) => about(it.issuer, await look(it))))
    const rest = `${otherServers} more servers are not called; name one: --institution <id>`
    return [...found.flat(), ...(otherServers > 0 ? [skipped(rest)] : [])]
  }),
}

async function look(server: Server): Promise<Finding[]> {
  const { metadata, failure, tookMs } = await server.meeting()
  if (failure) return [await explain(failure, server)]
  if (!metadata) return []
  const read = `${server.discoveryUrl} was read in ${tookMs} ms`
  if (tookMs <= slowMs) return [ok(read)]
  const why = 'The app waits five seconds at most; a person who signs in waits as long.'
  return [warning(read, why, 'Try again later; if it stays so, look at the way to the server.')]
}

async function explain(failure: Failure, { discoveryUrl, namedBy }: Server): Promise<Finding> {
  if (failure.kind === 'none') {
    return fault(`${discoveryUrl} ${failure.reason}`, ...meaningOf(failure.reason))
  }
  const isMissing = failure.kind === 'not-json' || failure.status === 404
  const came = failure.kind === 'status' ? `answered ${failure.status}` : 'answered no metadata'
  const elsewhere = isMissing ? await findElsewhere(discoveryUrl) : null
  const why = isMissing
    ? 'There is no metadata at this address, so the app does not know where to send people.'
    : 'Without metadata the app does not know where to send people.'
  const remedy = elsewhere
    ? `There is metadata at ${elsewhere}: set it as OIDC_DISCOVERY_URL ("discoveryUrl" of an entry).`
    : `Compare ${namedBy} with your contract; if the metadata is elsewhere, set OIDC_DISCOVERY_URL.`
  return fault(`${discoveryUrl} ${came}`, why, isMissing ? remedy : 'Try again later.')
}

/** The other places where it may be: at the root of the host, or as RFC 8414 §3.1 builds the address. */
async function findElsewhere(discoveryUrl: string): Promise<string | null> {
  const { origin, pathname } = new URL(discoveryUrl)
  const path = pathname.replace(/\/\.well-known\/.*$/, '')
  const places = [
    `${origin}/.well-known/openid-configuration`,
    `${origin}/.well-known/oauth-authorization-server${path}`,
  ].filter((place) => place !== discoveryUrl)
  const met = await Promise.all(places.map(meet))
  return places.find((_place, index) => met[index]?.metadata?.issuer !== undefined) ?? null
}

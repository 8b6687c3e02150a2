import { byCalling, type Check } from '../check.ts'
import { about, type Finding, ok, skipped, wrong } from '../finding.ts'
import { noAnswer } from '../no-answer.ts'
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
  if (tookMs <= slowMs) return [ok(`${server.discoveryUrl} was read in ${tookMs} ms`)]
  return [wrong('slow-metadata', { address: server.discoveryUrl, ms: tookMs })]
}

async function explain(failure: Failure, { discoveryUrl, namedBy }: Server): Promise<Finding> {
  if (failure.kind === 'none') {
    return noAnswer(discoveryUrl, failure.reason)
  }
  const isMissing = failure.kind === 'not-json' || failure.status === 404
  const came = failure.kind === 'status' ? `answered ${failure.status}` : 'answered no metadata'
  const answer = { address: discoveryUrl, came }
  if (!isMissing) return wrong('metadata-withheld', answer)
  const elsewhere = await findElsewhere(discoveryUrl)
  return elsewhere === null
    ? wrong('no-metadata', { ...answer, name: namedBy })
    : wrong('metadata-moved', { ...answer, elsewhere })
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

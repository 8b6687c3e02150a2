import { load } from '../load.ts'
import { atMost, type Effort, exactly, type Findings } from '../part.ts'
import { accountsPath, sessionPath, signedInCrowd } from '../people.ts'
import type { App, World } from '../world.ts'

const connections = 16
/** Of the requests, so many are pages; the others are cheap, or nobody would wait for the end. */
const pagesPart = 0.4

/** What the process holds after so many requests, after a collection. */
export async function memory(world: World, { requests }: Effort): Promise<Findings> {
  const app = await world.startApp()
  const cookies = (await signedInCrowd(app)).map((visitor) => visitor.cookie())
  const marks = [10, requests / 100, requests / 10, requests]
  const found = []
  let done = 0
  let failures = 0
  for (const mark of marks) {
    failures += await ask(app, cookies, mark - done)
    done = mark
    const { heapBytes, rssBytes } = await read(app)
    found.push({ requests: mark, heapMb: heapBytes / 1e6, rssMb: rssBytes / 1e6 })
  }
  await app.stop()

  const [, , early, late] = found.map(({ heapMb }) => heapMb)
  const growth = ((late ?? Number.NaN) / (early ?? Number.NaN) - 1) * 100
  return {
    title: 'Memory',
    columns: ['requests', 'live heap MB', 'RSS MB'],
    rows: found.map((it) => [
      it.requests.toLocaleString('en'),
      it.heapMb.toFixed(1),
      it.rssMb.toFixed(0),
    ]),
    figures: found,
    // Until then code is still loaded and compiled, and caches fill.
    checks: [
      atMost('live heap, growth from a tenth of the requests to all', growth, 5, ' %'),
      exactly('memory: requests that failed', failures, 0),
    ],
  }
}

async function read({ instances: [instance] }: App) {
  if (!instance) throw new Error('there is no instance')
  return instance.read('collected')
}

async function ask({ listensAt, appUrl }: App, cookies: string[], count: number): Promise<number> {
  const host = new URL(appUrl).host
  const pages = Math.round(count * pagesPart)
  let failures = 0
  for (const [path, requests] of [
    [accountsPath, pages],
    [sessionPath, count - pages],
  ] as const) {
    const amount = { connections: Math.min(connections, requests), requests }
    failures += (await load({ listensAt, host, path, cookies }, amount)).failures
  }
  return failures
}

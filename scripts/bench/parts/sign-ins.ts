import { median } from '../load.ts'
import { pace } from '../pace.ts'
import { atMost, type Check, type Effort, exactly, type Findings, inPace } from '../part.ts'
import { signedIn } from '../people.ts'
import { newVisitor } from '../visitor.ts'
import type { Store, World } from '../world.ts'

const crowd = 16
/** Node.js needs some hundred of a thing to be quick at it. */
const warmUp = 200

/** Whole sign-ins: what the app itself takes for one, what it asks of the server, and how many a second. */
export async function signIns(world: World, effort: Effort): Promise<Findings> {
  const stores: Store[] = world.redisUrl ? ['embedded', 'redis'] : ['embedded']
  const slow = await pace(world)
  const found = []
  for (const store of stores) found.push(await measure(world, store, effort))

  return {
    title: 'Sign-ins',
    columns: [
      'store',
      'per second',
      'app’s own ms',
      'server’s ms',
      'token requests',
      'discovery, keys',
      'cookie bytes',
    ],
    rows: found.map((it) => [
      it.store,
      it.perSecond.toFixed(0),
      it.ownMs.toFixed(2),
      it.serverMs.toFixed(2),
      it.tokenRequests.toFixed(2),
      String(it.lookUps),
      String(it.cookieBytes),
    ]),
    note: `Own and server’s time: median at one connection; per second: ${crowd} at once.`,
    figures: found,
    checks: found.flatMap((it): Check[] => [
      inPace(`sign-in, ${it.store}, app’s own time`, it.ownMs, 4, slow),
      exactly(`sign-in, ${it.store}, token requests each`, it.tokenRequests, 1),
      exactly(`sign-in, ${it.store}, requests for metadata and keys`, it.lookUps, 0),
      atMost(`cookies of a signed-in request, ${it.store}`, it.cookieBytes, 350, ' bytes'),
    ]),
  }
}

async function measure(world: World, store: Store, { signIns }: Effort) {
  const app = await world.startApp({ store })
  const somebody = await signedIn(app)
  const cookieBytes = Buffer.byteLength(somebody.cookie())
  for (let one = 0; one < warmUp; one += 1) await newVisitor(app).authorize()

  await world.server()
  const times: number[] = []
  for (let one = 0; one < signIns; one += 1) times.push((await newVisitor(app).authorize()).ms)
  const { tokenRequests, asked } = await world.server()
  const serverMs = (asked['/token']?.ms ?? 0) / tokenRequests

  const startedAt = performance.now()
  let left = signIns * 3
  await Promise.all(
    Array.from({ length: crowd }, async () => {
      while (left-- > 0) await newVisitor(app).authorize()
    }),
  )
  const perSecond = (signIns * 3) / ((performance.now() - startedAt) / 1000)
  await app.stop()

  const lookUps = ['/jwks', '/.well-known/openid-configuration']
  return {
    store,
    perSecond,
    ownMs: median(times) - serverMs,
    serverMs,
    tokenRequests: tokenRequests / signIns,
    lookUps: lookUps.reduce((sum, path) => sum + (asked[path]?.count ?? 0), 0),
    cookieBytes,
  }
}

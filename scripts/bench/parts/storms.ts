import { setTimeout as wait } from 'node:timers/promises'
import { type Effort, exactly, type Findings } from '../part.ts'
import { accountsPath, signedIn } from '../people.ts'
import type { Visitor } from '../visitor.ts'
import type { Store, World } from '../world.ts'

const crowd = 50
const lifetimeSeconds = 4
const storms = 2

/**
 * Fifty pages at once on an access token that has ended, at a server that rotates refresh tokens and takes
 * the second use of one for theft; and once more when the next one has ended.
 */
export async function refreshStorms(world: World, _effort: Effort): Promise<Findings> {
  const stores: Store[] = world.redisUrl ? ['embedded', 'redis'] : ['embedded']
  const found = []
  await world.server({ accessTokenSeconds: lifetimeSeconds })
  for (const store of stores) {
    for (const instances of [1, 2]) found.push(...(await measure(world, store, instances)))
  }
  await world.server({ accessTokenSeconds: 3_600 })

  return {
    title: 'Refresh storms',
    columns: ['store', 'instances', 'storm', 'pages shown', 'refreshes', 'token reused', 'ms'],
    rows: found.map((it) => [
      it.store,
      String(it.instances),
      String(it.storm),
      `${it.shown} of ${crowd}`,
      String(it.refreshes),
      String(it.reused),
      it.ms.toFixed(0),
    ]),
    figures: found,
    checks: found.flatMap((it) => {
      const which = `storm ${it.storm}, ${it.store} ×${it.instances}`
      return [
        exactly(`${which}, pages shown of ${crowd}`, it.shown, crowd),
        exactly(`${which}, refreshes`, it.refreshes, 1),
      ]
    }),
  }
}

async function measure(world: World, store: Store, instances: number) {
  const app = await world.startApp({ store, instances })
  // Somebody else's pages first, at each instance: a cold start is another matter.
  const other = await signedIn(app)
  for (let one = 0; one < 10 * instances; one += 1) await other.ask(accountsPath)
  const visitor = await signedIn(app)

  const found = []
  for (let storm = 1; storm <= storms; storm += 1) {
    await untilItEnds(visitor)
    await world.server()
    const startedAt = performance.now()
    const answers = await Promise.all(
      Array.from({ length: crowd }, () => visitor.ask(accountsPath)),
    )
    const ms = performance.now() - startedAt
    const { refreshes, reused } = await world.server()
    const shown = answers.filter(({ body }) => body.includes('Greenhouse')).length
    found.push({ store, instances, storm, shown, refreshes, reused, ms })
  }
  await app.stop()
  return found
}

async function untilItEnds(visitor: Visitor): Promise<void> {
  const { body } = await visitor.ask('/auth/session')
  const grants = JSON.parse(body).institutions as {
    institutionId: string
    accessTokenExpiresAt: string
  }[]
  const endsAt = grants.find((it) => it.institutionId === 'larkspur')?.accessTokenExpiresAt ?? ''
  await wait(Math.max(0, Date.parse(endsAt) - Date.now()) + 100)
}

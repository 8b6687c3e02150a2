import { load } from './load.ts'
import { barePath, requireAccounts } from './people.ts'
import { cpuOf } from './rounds.ts'
import { newVisitor } from './visitor.ts'
import type { World } from './world.ts'

/** Processor time of a bare page with its one API call, on the machine that limits in milliseconds are for. */
const usualMs = 2.1
const [warmUp, enough] = [800, 2_000]

const measured = new WeakMap<World, Promise<number>>()

/**
 * How many times as long as on that machine the same work takes on this one, now; 1 on a faster one. Limits
 * in milliseconds are meant for work, and a machine that is slower at all work is not to be held against it.
 */
export function pace(world: World): Promise<number> {
  const known = measured.get(world) ?? measure(world)
  measured.set(world, known)
  return known
}

async function measure(world: World): Promise<number> {
  const app = await world.startBare()
  await requireAccounts(newVisitor(app), barePath)
  const { listensAt, appUrl, instances } = app
  const target = { listensAt, host: new URL(appUrl).host, path: barePath, cookies: [''] }
  await load(target, { connections: 16, requests: warmUp })
  const before = await cpuOf(instances)
  const { requests } = await load(target, { connections: 16, requests: enough })
  const cpuMs = ((await cpuOf(instances)) - before) / requests
  await app.stop()
  return Math.max(1, cpuMs / usualMs)
}

import { pace } from '../pace.ts'
import { atLeast, type Check, type Effort, exactly, type Findings, inPace } from '../part.ts'
import { accountsPath, barePath, requireAccounts, sessionPath, signedInCrowd } from '../people.ts'
import { columns, find, inRounds, type Result, type Runner, ratio, rowsOf } from '../rounds.ts'
import { newVisitor } from '../visitor.ts'
import type { App, World } from '../world.ts'

/** The accounts page of people who are signed in, beside the same page bare. */
export async function pages(world: World, effort: Effort): Promise<Findings> {
  const apps = await startAll(world)
  const runners = apps.map(({ name, app, cookies }) =>
    runner(name, app, cookies, name === 'bare' ? barePath : accountsPath),
  )
  const one = runners.filter(({ name }) => !/[×+]/.test(name))
  const results = [
    ...(await inRounds(one, 1, effort)),
    ...(await inRounds(runners, 16, effort)),
    ...(await inRounds(one, 64, effort)),
  ]
  await stopAll(apps)

  const slow = await pace(world)
  const checks: Check[] = []
  for (const [name, least] of [
    ['embedded', 0.75],
    ['redis', 0.7],
  ] as const) {
    const busy = find(results, name, 16)
    if (!busy) continue
    checks.push(atLeast(`page, ${name}, 16 connections, of bare`, ratio(results, busy), least))
    const [alone, bare] = [find(results, name, 1), find(results, 'bare', 1)]
    const slower = (alone?.medianMs ?? Number.NaN) - (bare?.medianMs ?? Number.NaN)
    checks.push(inPace(`page, ${name}, 1 connection, beyond bare`, slower, 1, slow))
  }
  return findings('Signed-in accounts page', results, checks)
}

/** What `/auth/session` costs, beside a handler that answers as much and knows nobody. */
export async function sessions(world: World, effort: Effort): Promise<Findings> {
  const apps = (await startAll(world, false)).map(({ name, app, cookies }) =>
    runner(name, app, cookies, name === 'bare' ? '/bare/session' : sessionPath),
  )
  const results = await inRounds(apps, 16, effort)
  await stopAll(apps)

  const checks = results
    .filter(({ name }) => name === 'embedded' || name === 'redis')
    .map((it) => atLeast(`/auth/session, ${it.name}, of bare`, ratio(results, it), 0.7))
  return findings('/auth/session', results, checks)
}

type Started = Readonly<{ name: string; app: App; cookies: readonly string[] }>

async function startAll(world: World, withPairs = true): Promise<Started[]> {
  const bare = await world.startBare()
  await requireAccounts(newVisitor(bare), barePath)
  const started: Started[] = [{ name: 'bare', app: bare, cookies: [''] }]

  for (const store of world.redisUrl ? (['embedded', 'redis'] as const) : ['embedded' as const]) {
    for (const instances of withPairs ? [1, 2] : [1]) {
      const app = await world.startApp({ store, instances })
      const crowd = await signedInCrowd(app)
      const name = instances === 1 ? store : `${store} ×${instances}`
      started.push({ name, app, cookies: crowd.map((visitor) => visitor.cookie()) })
    }
  }
  if (withPairs) started.push(await startWatched(world))
  return started
}

/** With somebody who records every flow: what that costs, and so that without it costs nothing. */
async function startWatched(world: World): Promise<Started> {
  const app = await world.startApp({ env: { FLOW_INSPECTOR: 'on' } })
  const crowd = await signedInCrowd(app)
  const cookies = crowd.map((visitor) => visitor.cookie())
  return { name: 'embedded + inspector', app, cookies }
}

async function stopAll(apps: readonly { app: App }[]): Promise<void> {
  await Promise.all(apps.map(({ app }) => app.stop()))
}

function runner(name: string, app: App, cookies: readonly string[], path: string): Runner {
  const { listensAt, appUrl } = app
  return { name, app, target: { listensAt, host: new URL(appUrl).host, path, cookies } }
}

function findings(title: string, results: Result[], checks: Check[]): Findings {
  const failures = results.reduce((sum, it) => sum + it.failures, 0)
  return {
    title,
    columns,
    rows: rowsOf(results),
    figures: results.map((it) => ({ ...it, ofBare: ratio(results, it) })),
    checks: [...checks, exactly(`${title}: requests that failed`, failures, 0)],
  }
}

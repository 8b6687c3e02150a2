import { statSync } from 'node:fs'
import { atLeast, atMost, type Effort, exactly, type Findings } from '../part.ts'
import { accountsPath, signedIn } from '../people.ts'
import { find, inRounds, type Runner } from '../rounds.ts'
import type { World } from '../world.ts'

/** Asked for in turn: more than an app remembers the cookies of would be another measurement. */
const asking = 2_000

/** The page of people in a small crowd and in a large one, and what the large one takes on the disk. */
export async function crowds(world: World, effort: Effort): Promise<Findings> {
  const small = await crowd(world, asking)
  const large = await crowd(world, effort.sessions)
  const results = await inRounds([small.runner, large.runner], 16, effort)
  await Promise.all([small.runner.app.stop(), large.runner.app.stop()])

  const perSecond = (name: string) => find(results, name, 16)?.perSecond ?? Number.NaN
  const part = perSecond(large.runner.name) / perSecond(small.runner.name)
  const found = [small, large].map(({ runner, sessions, diskMb, startMs }) => ({
    sessions,
    diskMb,
    startMs,
    perSecond: perSecond(runner.name),
  }))
  return {
    title: 'Live sessions, embedded store',
    columns: ['sessions', 'disk MB', 'start ms', 'pages per second'],
    rows: found.map((it) => [
      it.sessions.toLocaleString('en'),
      it.diskMb.toFixed(0),
      it.startMs.toFixed(0),
      it.perSecond.toFixed(0),
    ]),
    figures: found,
    checks: [
      atMost('disk of the large crowd', large.diskMb, 1_000, ' MB'),
      atLeast('page in the large crowd, of the small', part, 0.9),
      exactly(
        'crowds: requests that failed',
        results.reduce((sum, it) => sum + it.failures, 0),
        0,
      ),
    ],
  }
}

async function crowd(world: World, sessions: number) {
  const first = await world.startApp()
  const cookie = (await signedIn(first)).cookie()
  await first.stop()
  const cookies = await world.fill(first.sessionFile, cookie, sessions, asking)

  const startedAt = performance.now()
  const app = await world.startApp({ env: { SESSION_FILE: first.sessionFile } })
  const startMs = performance.now() - startedAt
  const { listensAt, appUrl, sessionFile } = app
  const target = { listensAt, host: new URL(appUrl).host, path: accountsPath, cookies }
  const diskBytes = ['', '-wal'].reduce((sum, suffix) => sum + sizeOf(sessionFile + suffix), 0)
  const runner: Runner = { name: `${sessions} sessions`, app, target }
  return { runner, sessions, diskMb: diskBytes / 1e6, startMs }
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0

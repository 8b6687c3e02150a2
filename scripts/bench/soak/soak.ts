import { setTimeout as wait } from 'node:timers/promises'
import { exactly, type Findings } from '../part.ts'
import type { World } from '../world.ts'
import { faultsOf } from './faults.ts'
import { beBusy, type Mishap } from './traffic.ts'

type Length = Readonly<{ seconds: number; faultEverySeconds: number; people: number }>

/** Short, so that tokens are renewed all the time: the app does so half a minute before their end. */
const accessTokenSeconds = 40
/** A fault is felt for as long as what it delayed takes, and until the app has seen that it is over. */
const afterwardsMs = 3_000

type Window = { name: string; from: number; to: number; mishaps: number }

/**
 * Mixed traffic over two instances while one thing after another breaks. What goes wrong while something is
 * broken is explained by that, except the loss of a session, and a 500: those are never.
 */
export async function soak(world: World, length: Length): Promise<Findings> {
  const app = await world.startApp({ store: world.redisUrl ? 'redis' : 'embedded', instances: 2 })
  await world.server({ accessTokenSeconds })
  const endsAt = Date.now() + length.seconds * 1000
  const mishaps: Mishap[] = []
  const windows: Window[] = []

  const traffic = Promise.all(
    Array.from({ length: length.people }, () =>
      beBusy(
        app,
        () => Date.now() > endsAt,
        (mishap) => mishaps.push(mishap),
      ),
    ),
  )
  const faults = faultsOf(world)
  for (let turn = 0; Date.now() + length.faultEverySeconds * 1000 < endsAt; turn += 1) {
    await wait(length.faultEverySeconds * 1000)
    const fault = faults[turn % faults.length]
    if (!fault) break
    const from = Date.now()
    await fault.happen({ world, app })
    windows.push({ name: fault.name, from, to: Date.now() + afterwardsMs, mishaps: 0 })
  }
  const requests = (await traffic).reduce((sum, asked) => sum + asked, 0)
  await world.server({ accessTokenSeconds: 3_600 })
  const bugs = app.log().match(/.*"event":"fault".*/g) ?? []
  await app.stop()
  return judge(mishaps, windows, requests, bugs)
}

function judge(
  mishaps: readonly Mishap[],
  windows: readonly Window[],
  requests: number,
  bugs: readonly string[],
): Findings {
  const lost = mishaps.filter(({ isLoss }) => isLoss)
  const broken = mishaps.filter(({ what }) => what.startsWith('500'))
  const unexplained = mishaps.filter(({ at, until, isLoss }) => {
    const window = windows.find(({ from, to }) => from <= until && at <= to)
    if (window) window.mishaps += 1
    return !window && !isLoss
  })
  const told = [...new Set([...lost, ...broken, ...unexplained])].slice(0, 20)
  const names = [...new Set(windows.map(({ name }) => name))]
  return {
    title: 'Soak',
    columns: ['fault', 'times', 'requests that noticed'],
    rows: names.map((name) => {
      const ofName = windows.filter((window) => window.name === name)
      const noticed = ofName.reduce((sum, window) => sum + window.mishaps, 0)
      return [name, String(ofName.length), String(noticed)]
    }),
    note: [
      `${requests.toLocaleString('en')} requests and sign-ins.`,
      ...told.map(({ at, action, what }) => `${new Date(at).toISOString()} ${action}: ${what}`),
      ...bugs.slice(0, 5),
    ].join('\n'),
    figures: { requests, windows, lost, broken, unexplained },
    checks: [
      exactly('soak, sessions lost', lost.length, 0),
      exactly('soak, answers of 500', broken.length, 0),
      exactly('soak, mishaps that no fault explains', unexplained.length, 0),
      exactly('soak, bugs in the log', bugs.length, 0),
    ],
  }
}

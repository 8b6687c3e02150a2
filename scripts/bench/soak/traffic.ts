import { setTimeout as wait } from 'node:timers/promises'
import { accountsPath, sessionPath } from '../people.ts'
import { type Answer, newVisitor, type Visitor } from '../visitor.ts'
import type { App } from '../world.ts'

/** What became of one request, as far as a person would mind. */
export type Mishap = Readonly<{
  /** From the request to the answer, epoch milliseconds. */
  at: number
  until: number
  action: string
  /** A session or a grant was gone, and nobody had signed out. */
  isLoss: boolean
  what: string
}>

type Seen = Pick<Mishap, 'isLoss' | 'what'> | null
type Action = (visitor: Visitor) => Promise<Seen>

const longestPauseMs = 60

/** How often each thing is done, in a hundred. */
const habits: readonly (readonly [part: number, name: string, action: Action])[] = [
  [50, 'accounts', (visitor) => look(visitor, accountsPath, 'Greenhouse')],
  [20, 'session', askSession],
  [10, 'profile', (visitor) => look(visitor, '/profile', 'Ada Okafor')],
  [8, 'refresh', refresh],
  [8, 'enter', (visitor) => enter(visitor, 'juniper')],
  [4, 'sign-out', signOutAndIn],
]

/** One person, who goes on until told to stop; what does not go well is told. */
export async function beBusy(
  app: App,
  isOver: () => boolean,
  tell: (mishap: Mishap) => void,
): Promise<number> {
  let visitor = await signInPatiently(app, isOver, tell)
  let asked = 0
  while (!isOver()) {
    const [name, action] = anyHabit()
    const at = Date.now()
    const seen = await action(visitor).catch(
      (error): Seen => ({ isLoss: false, what: `no answer (${error.code ?? error.message})` }),
    )
    asked += 1
    if (seen) tell({ at, until: Date.now(), action: name, ...seen })
    // Who has signed out while something was broken, or has lost the session, begins anew.
    if (seen && (name === 'sign-out' || seen.isLoss)) {
      visitor = await signInPatiently(app, isOver, tell)
    }
    await wait(Math.random() * longestPauseMs)
  }
  return asked
}

async function signInPatiently(
  app: App,
  isOver: () => boolean,
  tell: (mishap: Mishap) => void,
): Promise<Visitor> {
  for (;;) {
    const visitor = newVisitor(app)
    const at = Date.now()
    try {
      await visitor.authorize()
      await visitor.authorize('larkspur')
      return visitor
    } catch (error) {
      if (isOver()) return visitor
      const what = error instanceof Error ? error.message : 'no answer'
      tell({ at, until: Date.now(), action: 'sign-in', isLoss: false, what })
      await wait(200)
    }
  }
}

async function look(visitor: Visitor, path: string, expected: string): Promise<Seen> {
  const answer = await visitor.ask(path)
  return answer.status === 200 && answer.body.includes(expected) ? null : oddity(answer)
}

async function askSession(visitor: Visitor): Promise<Seen> {
  const answer = await visitor.ask(sessionPath)
  if (answer.status !== 200) return oddity(answer)
  const { institutions } = JSON.parse(answer.body) as { institutions: { institutionId: string }[] }
  const ids = institutions.map(({ institutionId }) => institutionId)
  const isWhole = ids.includes('zero') && ids.includes('larkspur')
  return isWhole ? null : { isLoss: true, what: `grants left: ${ids.join(' ')}` }
}

async function refresh(visitor: Visitor): Promise<Seen> {
  const headers = { accept: 'application/json' }
  const answer = await visitor.ask('/auth/refresh', { method: 'POST', headers })
  if (answer.status !== 200) return oddity(answer)
  const { ended } = JSON.parse(answer.body) as { ended: string[] }
  return ended.length === 0 ? null : { isLoss: true, what: `ended: ${ended.join(' ')}` }
}

async function enter(visitor: Visitor, institutionId: string): Promise<Seen> {
  const begun = await visitor.ask(`/auth/authorize?institutionId=${institutionId}`)
  if (begun.status !== 303 || !begun.location.includes('/auth?')) return oddity(begun)
  const done = await visitor.ask((await visitor.ask(begun.location)).location)
  return done.status === 303 && !done.location.includes('/problem/') ? null : oddity(done)
}

async function signOutAndIn(visitor: Visitor): Promise<Seen> {
  const answer = await visitor.ask('/auth/logout', { method: 'POST' })
  if (answer.status !== 303 || answer.location.includes('/problem/')) return oddity(answer)
  await visitor.authorize()
  await visitor.authorize('larkspur')
  return null
}

const losses = /\/auth\/authorize|\/problem\/(session-over|stale-sign-in|wrong-person)/

/** What is said instead of what was asked for. The address of a problem says more than its status. */
function oddity({ status, location, body }: Answer): Seen {
  const [, title = ''] = /<h[12][^>]*>([^<]*)/.exec(body) ?? []
  const isLoss = losses.test(location) || (status === 401 && !body.includes('unavailable'))
  return { isLoss, what: `${status} ${location.replace(/\?.*/, '')} ${title}`.trim() }
}

function anyHabit(): readonly [string, Action] {
  let left = Math.random() * 100
  for (const [part, name, action] of habits) {
    left -= part
    if (left < 0) return [name, action]
  }
  return ['session', askSession]
}

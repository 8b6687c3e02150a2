import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import { setImmediate as untilAllHaveRun } from 'node:timers/promises'
import { beforeEach, expect, test, vi } from 'vitest'
import { keepGrant } from '#app/auth/callback/keep-grant.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import type { LogoutNotice } from '#lib/oauth/logout-token.ts'
import { endGrantsOf } from './backchannel-logout.ts'
import { renewGrant } from './refresh.ts'
import { readSession, signIn } from './session.ts'
import { personMark } from './session-marks.ts'
import { sessionStore } from './session-store.ts'
import type { SessionStore } from './store.ts'
import { startApp } from './testing/app.ts'
import { Browser } from './testing/browser.ts'
import { makeGrant, registrationOf } from './testing/make.ts'

/** One of two requests that run against each other. It stops before each of its steps that count. */
type Actor = { waiting: (() => void)[]; done: boolean }
const acting = new AsyncLocalStorage<Actor>()
const counting: readonly (keyof SessionStore)[] = [
  ...(['create', 'find', 'update', 'delete'] as const),
  ...(['keysMarked', 'note', 'noted'] as const),
]
const step = () => new Promise<void>((go) => acting.getStore()?.waiting.push(go) ?? go())

let browser = new Browser()
vi.mock('next/headers', () => ({
  cookies: async () => browser,
  headers: async () => new Headers(),
}))
vi.mock('#lib/oauth/revoke.ts', () => ({ revokeRefreshToken: async () => {} }))
vi.mock('#lib/oauth/refresh.ts', () => ({
  refreshGrant: async (_registration: unknown, grant: Grant) => {
    await step()
    return { ...grant, accessToken: randomUUID(), refreshToken: randomUUID() }
  },
}))
vi.mock('./session-store.ts', async (actual) => {
  const { sessionStore } = await actual<typeof import('./session-store.ts')>()
  const get =
    (store: SessionStore, name: keyof SessionStore) =>
    async (...given: unknown[]) => {
      if (counting.includes(name)) await step()
      return Reflect.apply(store[name], store, given)
    }
  return { sessionStore: () => new Proxy(sessionStore(), { get }) }
})

beforeEach(() => {
  startApp()
})

/**
 * Runs two requests against each other in every order of their steps, each time in a world of its own.
 *
 * @returns how many orders there are
 */
async function inEveryOrder(
  makeWorld: () => Promise<
    Readonly<{ requests: (() => Promise<unknown>)[]; check: () => Promise<void> }>
  >,
): Promise<number> {
  /** What was chosen at each crossing, out of how many: the last that has another choice changes next. */
  const path: { taken: number; outOf: number }[] = []
  let orders = 0
  do {
    orders += 1
    const { requests, check } = await makeWorld()
    const actors = requests.map((request) => {
      const actor: Actor = { waiting: [], done: false }
      void acting
        .run(actor, request)
        .catch(() => {})
        .finally(() => {
          actor.done = true
        })
      return actor
    })
    for (let at = 0; ; at += 1) {
      while (actors.some(({ waiting, done }) => !done && waiting.length === 0))
        await untilAllHaveRun()
      const ready = actors.filter(({ waiting }) => waiting.length > 0)
      if (ready.length === 0) break
      const crossing = path[at] ?? { taken: 0, outOf: ready.length }
      path[at] = crossing
      ready[crossing.taken]?.waiting.shift()?.()
    }
    await check()
    while (path.length > 0 && path.at(-1)?.taken === (path.at(-1)?.outOf ?? 0) - 1) path.pop()
    const last = path.at(-1)
    if (last) last.taken += 1
  } while (path.length > 0)
  return orders
}

/** A person whose session at the issuer ends while `request` runs; nothing of it may be left then. */
function againstLogout(
  over: (person: string) => LogoutNotice['over'],
  institutionId: string | null,
  begin: (grant: Grant) => Promise<() => Promise<unknown>>,
): Promise<number> {
  return inEveryOrder(async () => {
    browser = new Browser()
    const person = randomUUID()
    const grant = makeGrant({
      institutionId,
      subject: person,
      sid: person,
      claims: { nonce: randomUUID() },
      accessTokenExpiresAt: 0,
      refreshedAt: 0,
    })
    const request = await begin(grant)
    const notice = {
      issuer: grant.issuer,
      over: over(person),
      id: person,
      staleAt: Date.now() + 60_000,
    }
    return {
      requests: [request, () => endGrantsOf(notice)],
      check: async () => {
        const keys = await sessionStore().keysMarked(personMark(grant.issuer, person))
        const sessions = await Promise.all(keys.map((key) => sessionStore().read(key)))
        const subjects = sessions.flatMap((session) => session?.grants ?? [])
        expect(subjects.filter(({ sid }) => sid === person)).toEqual([])
      },
    }
  })
}

test.each([
  ['a session', (sid: string) => ({ sid })],
  ['a person', (subject: string) => ({ subject })],
])(
  'a notice of %s is lost to no request that is under way, in whatever order they run',
  async (_what, over) => {
    const startedAt = Date.now()
    const orders = [
      await againstLogout(over, null, async (grant) => () => keepGrant(grant, null, startedAt)),
      await againstLogout(over, 'larkspur', async (grant) => {
        await signIn(makeGrant({ subject: grant.subject, sid: 'another' }), null)
        return async () => keepGrant(grant, await readSession(), startedAt)
      }),
      await againstLogout(over, 'larkspur', async (grant) => {
        await signIn(makeGrant({ issuer: 'https://fern.test', institutionId: 'fern' }), null)
        await signIn(grant, await readSession())
        const session = await readSession()
        return async () => session && renewGrant(session, 'larkspur', registrationOf)
      }),
    ]
    expect(Math.min(...orders)).toBeGreaterThan(20)
  },
  60_000,
)

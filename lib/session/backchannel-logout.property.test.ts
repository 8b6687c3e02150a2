import { AsyncLocalStorage } from 'node:async_hooks'
import { randomUUID } from 'node:crypto'
import fc, { type Scheduler } from 'fast-check'
import { beforeEach, expect, test, vi } from 'vitest'
import { keepGrant } from '#app/auth/callback/keep-grant.ts'
import { revokeGrants } from '#app/auth/revoke-grants.ts'
import { FlowError } from '#lib/errors.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { endGrantsOf } from './backchannel-logout.ts'
import { renewGrant } from './refresh.ts'
import { grantFor, readSession } from './session.ts'
import { personMark } from './session-marks.ts'
import { sessionStore } from './session-store.ts'
import type { SessionStore } from './store.ts'
import { startApp } from './testing/app.ts'
import { Browser } from './testing/browser.ts'
import { registrationOf } from './testing/make.ts'
import { StrictServer } from './testing/strict-server.ts'

/**
 * Two browsers of one person, a strict server, and a scheduler that decides at every step which request
 * goes on: sign-ins, renewals, and notices of the server that the person is no longer signed in there.
 * Every step takes a millisecond.
 */
type World = {
  server: StrictServer
  person: string
  /** How often the person has signed out there: each time another session begins. */
  logouts: number
  /** Grants by their name at the server, with the session there that they came from. */
  issued: Map<string, string>
  /** What the server has given out, and must be gone here once its notice was answered. */
  condemned: Set<string>
  step: (what: string) => Promise<unknown>
}
let world: World
const browser = new AsyncLocalStorage<Browser>()

vi.mock('next/headers', () => ({
  cookies: async () => browser.getStore(),
  headers: async () => new Headers(),
}))
vi.mock('node:timers/promises', () => ({ setTimeout: () => world.step('wait') }))
vi.mock('#lib/oauth/refresh.ts', () => ({
  refreshGrant: async (_registration: unknown, grant: Grant) => {
    await world.step('request')
    const renewed = world.server.refresh(grant, 600_000)
    await world.step('answer')
    return renewed
  },
}))
vi.mock('#lib/oauth/revoke.ts', () => ({
  revokeRefreshToken: async (_registration: unknown, refreshToken: string) => {
    await world.step('revocation')
    world.server.revoke(refreshToken)
  },
}))
vi.mock('./session-store.ts', async (actual) => {
  const { sessionStore } = await actual<typeof import('./session-store.ts')>()
  const get =
    (store: SessionStore, name: keyof SessionStore) =>
    async (...given: unknown[]) => {
      await world.step(name)
      return Reflect.apply(store[name], store, given)
    }
  return { sessionStore: () => new Proxy(sessionStore(), { get }) }
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  startApp()
  return () => vi.useRealTimers()
})

type Request = Readonly<{
  way: 'callback' | 'renewal' | 'logout'
  institutionId: string | null
  inFirst: boolean
  names: 'sid' | 'sub'
}>

const request = fc.record<Request>({
  way: fc.constantFrom('callback', 'callback', 'renewal', 'logout'),
  institutionId: fc.constantFrom(null, 'larkspur'),
  inFirst: fc.boolean(),
  names: fc.constantFrom('sid', 'sub'),
})

test('no interleaving brings back what the issuer has ended, or costs a later sign-in', async () => {
  const property = fc.asyncProperty(
    fc.scheduler(),
    fc.array(request, { minLength: 2, maxLength: 6 }),
    async (scheduler, several) => {
      const browsers = [new Browser(), new Browser()] as const
      await play(scheduler, several, browsers)
      await expectNothingAmiss()

      for (const one of browsers) {
        await browser.run(one, () => comeBack(null))
        const session = await browser.run(one, readSession)
        expect(session && grantFor(session, null), 'a sign-in afterwards stays').not.toBeNull()
      }
    },
  )
  await fc.assert(property, { numRuns: 200 })
}, 60_000)

async function play(
  scheduler: Scheduler,
  several: readonly Request[],
  browsers: readonly [Browser, Browser],
): Promise<void> {
  const tick = async () => vi.setSystemTime(Date.now() + 1)
  world = {
    server: new StrictServer(),
    person: randomUUID(),
    logouts: 0,
    issued: new Map(),
    condemned: new Set(),
    step: tick,
  }
  for (const one of browsers) {
    for (const institutionId of [null, 'larkspur']) {
      await browser.run(one, () => comeBack(institutionId))
    }
  }
  world.step = (what) => scheduler.schedule(Promise.resolve(), what).then(tick)
  const requests = several.map((one) =>
    browser.run(browsers[one.inFirst ? 0 : 1], () => answer(one)),
  )
  await scheduler.waitFor(Promise.all(requests))
  world.step = tick
}

async function answer(request: Request): Promise<void> {
  await world.step(request.way)
  try {
    if (request.way === 'callback') await comeBack(request.institutionId)
    if (request.way === 'renewal') await renew(request.institutionId)
    if (request.way === 'logout') await logOut(request.names)
  } catch (error) {
    expect(error).toBeInstanceOf(FlowError)
    expect(['session-over', 'issuer-unavailable']).toContain((error as FlowError).code)
  }
}

/** From the first redirect to the last write. */
async function comeBack(institutionId: string | null): Promise<void> {
  const startedAt = Date.now()
  await world.step('authorization')
  const given = world.server.authorize(world.person, institutionId, 0)
  const { id } = world.server.ownerOf(given.refreshToken)
  const grant = { ...given, sid: sidNow(), claims: { nonce: id } }
  world.issued.set(id, grant.sid)
  await world.step('tokens')
  await keepGrant(grant, await readSession(), startedAt)
}

async function renew(institutionId: string | null): Promise<void> {
  const session = await readSession()
  if (session && grantFor(session, institutionId)) {
    await renewGrant(session, institutionId, registrationOf)
  }
}

/** The person signs out at the server: what it has given out within that session is to end here. */
async function logOut(names: 'sid' | 'sub'): Promise<void> {
  const sid = sidNow()
  world.logouts += 1
  const meant = [...world.issued].filter(([, its]) => names === 'sub' || its === sid)
  await world.step('notice')
  const ended = await endGrantsOf({
    issuer: 'https://issuer.test',
    over: names === 'sid' ? { sid } : { subject: world.person },
    id: sid,
    staleAt: Date.now() + 60_000,
  })
  for (const [id] of meant) world.condemned.add(id)
  await revokeGrants(ended.flat())
}

const sidNow = () => `${world.person} ${world.logouts}`

async function expectNothingAmiss(): Promise<void> {
  const { server, person, condemned, logouts } = world
  expect([...server.reused]).toEqual([])

  const keys = await sessionStore().keysMarked(personMark('https://issuer.test', person))
  const sessions = await Promise.all(keys.map((key) => sessionStore().read(key)))
  const kept = sessions.flatMap((session) => session?.grants ?? [])
  for (const { refreshToken } of kept) {
    const { id, alive } = server.ownerOf(refreshToken)
    expect({ id, alive, isOver: condemned.has(id) }).toEqual({ id, alive: true, isOver: false })
  }
  if (logouts === 0) expect(kept.length).toBeGreaterThanOrEqual(4)
}

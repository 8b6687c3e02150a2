import fc, { type Scheduler } from 'fast-check'
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { revokeRefreshToken } from '#lib/oauth/revoke.ts'
import { redisForTests, whyNoRedis } from '../../scripts/redis-server.ts'
import { renewGrant } from './refresh.ts'
import { endSession, grantFor, readSession, type Session, signIn } from './session.ts'
import { sessionStore } from './session-store.ts'
import type { SessionStore } from './store.ts'
import { startApp } from './testing/app.ts'
import { Browser } from './testing/browser.ts'
import { registrationOf } from './testing/make.ts'
import { StrictServer } from './testing/strict-server.ts'

/**
 * One browser, several requests at once, a strict server, and a scheduler that decides at every step
 * which of them goes on. A step is a look at the store, a write, a request, an answer, or a wait for the
 * lock. Time stands still, so that only the order matters.
 */
type World = {
  browser: Browser
  server: StrictServer
  step: (what: string) => Promise<unknown>
  fate: () => Fate
  /** Grants whose answer got lost on the way: only they may be the worse for it. */
  casualties: Set<string>
  /** Grants that a newer sign-in took the place of. */
  replaced: Set<string>
  /** Grants that have been in a session. */
  kept: Set<string>
  created: string[]
  ended: Set<string>
}
let world: World

/** What becomes of a token request; `crash` is our own end, between the server's answer and our write. */
type Fate = Readonly<{ kind: 'answered' | 'unreachable' | 'crash'; lifeMs: number }>
type Way = 'page' | 'asked' | 'rejected' | 'callback' | 'logout'
type Request = Readonly<{
  way: Way
  institutionId: string | null
  subject: string
  lifeMs: number
  elsewhere: boolean
}>

vi.mock('next/headers', () => ({
  cookies: async () => world.browser,
  headers: async () => new Headers(),
}))
vi.mock('node:timers/promises', () => ({ setTimeout: () => world.step('wait') }))
vi.mock('#lib/oauth/refresh.ts', () => ({
  refreshGrant: async (_registration: unknown, grant: Grant) => {
    const { kind, lifeMs } = world.fate()
    await world.step('request')
    if (kind === 'unreachable') throw new FlowError('issuer-unavailable', 'unreachable')
    const renewed = world.server.refresh(grant, lifeMs)
    await world.step('answer')
    if (kind === 'answered') return renewed
    world.casualties.add(world.server.ownerOf(grant.refreshToken).id)
    throw new Error('crash')
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
  const watched = (store: SessionStore): Partial<SessionStore> => ({
    create(session, idHash) {
      world.created.push(session.key)
      noted(session, session)
      return store.create(session, idHash)
    },
    // A change may be computed more than once: the last is the one that was written.
    async update(key, change, newIdHash) {
      let written: Parameters<typeof noted> | null = null
      const computed = (now: Session) => {
        const after = change(now)
        written = [now, after]
        return after
      }
      const kept = await store.update(key, computed, newIdHash)
      if (written) noted(...(written as Parameters<typeof noted>))
      return kept
    },
  })
  const stepwise: ProxyHandler<SessionStore> = {
    get:
      (store, name) =>
      async (...given: unknown[]) => {
        await world.step(String(name))
        const method = Reflect.get(watched(store), name) ?? Reflect.get(store, name)
        return Reflect.apply(method, store, given)
      },
  }
  return { sessionStore: () => new Proxy(sessionStore(), stepwise) }
})

/** Notes which grants a change replaces by one that is new here. An old one may replace nothing. */
function noted(before: Session, after: Session | null): void {
  for (const { institutionId, refreshToken } of before.grants) {
    const replacement = after && grantFor(after, institutionId)
    if (!replacement) continue
    const [old, now] = [refreshToken, replacement.refreshToken].map(
      (token) => world.server.ownerOf(token).id,
    )
    if (old && now && old !== now && !world.kept.has(now)) world.replaced.add(old)
  }
  for (const { refreshToken } of after?.grants ?? []) {
    world.kept.add(world.server.ownerOf(refreshToken).id)
  }
}

const institutions = [null, 'larkspur', 'fern']
const life = fc.constantFrom(0, 20_000, 600_000)
const request = fc.record<Request>({
  way: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Way>('page') },
    { weight: 4, arbitrary: fc.constantFrom<Way[]>('asked', 'rejected', 'callback', 'logout') },
  ),
  institutionId: fc.constantFrom(...institutions),
  subject: fc.constantFrom('ada', 'ada', 'ada', 'grace'),
  lifeMs: life,
  elsewhere: fc.boolean(),
})
const requests = fc.array(request, { minLength: 2, maxLength: 8 })
const fates = (...kinds: Fate['kind'][]) =>
  fc.infiniteStream(fc.record({ kind: fc.constantFrom(...kinds), lifeMs: life }))

/** On a machine that is busy with something else, fewer have to do. */
const interruptAfterTimeLimit = 40_000

const redis = await redisForTests()
afterAll(() => redis?.stop())

// What an order of steps shows, it shows anywhere; over the network there are orders within them too.
under('a file', {}, 400)
if (redis) under('Redis', { REDIS_URL: redis.url }, 40)
else test.skip(whyNoRedis, () => {})

function under(name: string, env: Record<string, string>, numRuns: number): void {
  describe(`with sessions in ${name}`, () => {
    beforeEach(() => {
      vi.useFakeTimers({ toFake: ['Date'] })
      startApp(env)
      return async () => {
        await sessionStore().close()
        vi.useRealTimers()
      }
    })

    test('no interleaving loses, reuses or resurrects a refresh token', async () => {
      const property = fc.asyncProperty(
        fc.scheduler(),
        requests,
        fates('answered', 'answered', 'unreachable'),
        async (scheduler, several, stream) => {
          await play(scheduler, several, stream)
          expect([...world.server.reused]).toEqual([])
          await expectNothingAmiss()
        },
      )
      await fc.assert(property, { numRuns, interruptAfterTimeLimit })
    }, 60_000)

    test('a crash between answer and write costs at most that grant', async () => {
      const property = fc.asyncProperty(
        fc.scheduler(),
        requests,
        fates('answered', 'answered', 'unreachable', 'crash'),
        async (scheduler, several, stream) => {
          await play(scheduler, several, stream)
          expect([...world.server.reused].filter((id) => !world.casualties.has(id))).toEqual([])
          await expectNothingAmiss()
        },
      )
      await fc.assert(property, { numRuns, interruptAfterTimeLimit })
    }, 60_000)
  })
}

async function play(
  scheduler: Scheduler,
  several: readonly Request[],
  stream: IterableIterator<Fate>,
): Promise<void> {
  world = {
    browser: new Browser(),
    server: new StrictServer(),
    step: async () => {},
    fate: () => stream.next().value as Fate,
    casualties: new Set(),
    replaced: new Set(),
    kept: new Set(),
    created: [],
    ended: new Set(),
  }
  for (const institutionId of institutions) {
    await signIn(world.server.authorize('ada', institutionId, 0), await readSession())
  }
  world.step = (what) => scheduler.schedule(Promise.resolve(), what)
  await scheduler.waitFor(Promise.all(several.map(answer)))
  world.step = async () => {}
}

async function answer(request: Request): Promise<void> {
  await world.step(request.way)
  try {
    await handlers[request.way](request, await readSession())
  } catch (error) {
    const expected = ['session-over', 'issuer-unavailable', 'wrong-person']
    if (error instanceof FlowError) expect(expected).toContain(error.code)
    else expect(error).toMatchObject({ message: 'crash' })
  }
}

type Handler = (request: Request, session: Session | null) => Promise<unknown>
const handlers: Record<Way, Handler> = {
  page: (request, session) => renew(request, session, () => ({})),
  asked: (request, session) => renew(request, session, () => ({ force: true })),
  rejected: (request, session) =>
    renew(request, session, ({ accessToken }) => ({ rejectedAccessToken: accessToken })),

  async callback({ institutionId, subject, lifeMs }, session) {
    await world.step('code')
    const grant = world.server.authorize(subject, institutionId, lifeMs)
    await world.step('tokens')
    try {
      const replaced = await signIn(grant, session)
      if (replaced) world.ended.add(replaced.key)
      await revokeAll(replaced?.grants ?? [])
    } catch (error) {
      await revokeAll([grant])
      throw error
    }
  },

  async logout(_request, session) {
    const grants = await endSession(session)
    if (session) world.ended.add(session.key)
    await revokeAll(grants)
  },
}

async function renew(
  { institutionId, elsewhere }: Request,
  session: Session | null,
  need: (grant: Grant) => Parameters<typeof renewGrant>[3],
): Promise<unknown> {
  const grant = session && grantFor(session, institutionId)
  if (!grant) return
  if (elsewhere) forgetWhatIsUnderWay()
  return renewGrant(session, institutionId, registrationOf, need(grant))
}

/** From here on, this is another process with the same store. */
function forgetWhatIsUnderWay(): void {
  const states = Reflect.get(globalThis, Symbol.for('foyer.process-state')) as Map<string, unknown>
  states.delete('renewals')
}

const revokeAll = (grants: readonly Grant[]) =>
  Promise.all(
    grants.map((grant) => revokeRefreshToken(registrationOf(grant), grant.refreshToken ?? '')),
  )

async function expectNothingAmiss(): Promise<void> {
  const { server, casualties, replaced, created, ended } = world
  for (const key of ended) expect(await sessionStore().read(key)).toBeNull()

  const sessions = (await Promise.all(created.map((key) => sessionStore().read(key)))).filter(
    (session) => session !== null,
  )
  const stored = new Set<string>()
  for (const { refreshToken } of sessions.flatMap(({ grants }) => grants)) {
    const { id, alive, current } = server.ownerOf(refreshToken)
    stored.add(id)
    if (!casualties.has(id))
      expect({ id, alive, current }).toEqual({ id, alive: true, current: refreshToken })
  }

  for (const { id, alive } of server.grants) {
    if (!alive || replaced.has(id) || casualties.has(id)) continue
    expect(stored, 'lives there, and is not kept here').toContain(id)
  }
}

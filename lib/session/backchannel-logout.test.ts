import { beforeEach, expect, test, vi } from 'vitest'
import type { Grant } from '#lib/oauth/grant.ts'
import type { LogoutNotice } from '#lib/oauth/logout-token.ts'
import { endGrantsOf, endIfLoggedOut } from './backchannel-logout.ts'
import { sessionStore } from './session-store.ts'
import type { SessionStore } from './store.ts'
import { startApp } from './testing/app.ts'
import { makeGrant, makeIdHash, makeSession } from './testing/make.ts'

/** A method of the store that fails, until it is null again. */
let broken: keyof SessionStore | null = null
vi.mock('./session-store.ts', async (actual) => {
  const { sessionStore } = await actual<typeof import('./session-store.ts')>()
  const get = (store: SessionStore, name: keyof SessionStore) =>
    name === broken ? () => Promise.reject(new Error('the store fails')) : store[name]
  return { sessionStore: () => new Proxy(sessionStore(), { get }) }
})

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T09:00:00Z') })
  startApp()
  return () => vi.useRealTimers()
})

const issuer = 'https://issuer.test'
const passMs = (ms: number) => vi.setSystemTime(Date.now() + ms)
let notices = 0

function notice(over: LogoutNotice['over'], changes: Partial<LogoutNotice> = {}): LogoutNotice {
  notices += 1
  return { issuer, over, id: `notice-${notices}`, staleAt: Date.now() + 660_000, ...changes }
}

/** Keeps a session with these grants; answers what is left of it whenever asked: null when it is over. */
async function keep(...grants: Grant[]) {
  const session = makeSession({ grants })
  await sessionStore().create(session, makeIdHash())
  return async () => (await sessionStore().read(session.key))?.grants ?? null
}

test('a session at the issuer is over: what came from it ends in every browser, and nothing else', async () => {
  const [zero, larkspur, fern, other, foreign] = [
    makeGrant({ sid: 's-1' }),
    makeGrant({ sid: 's-1', institutionId: 'larkspur' }),
    makeGrant({ sid: 's-3', institutionId: 'fern' }),
    makeGrant({ sid: 's-2' }),
    makeGrant({ sid: 's-1', issuer: 'https://other.test' }),
  ]
  const first = await keep(zero)
  const second = await keep(larkspur, fern)
  const untouched = [await keep(other), await keep(foreign)]

  const ended = await endGrantsOf(notice({ sid: 's-1' }))

  expect(ended.flat()).toEqual(expect.arrayContaining([zero, larkspur]))
  expect(ended.flat()).toHaveLength(2)
  expect(ended).toHaveLength(2)
  expect(await first()).toBeNull()
  expect(await second()).toEqual([fern])
  expect(await Promise.all(untouched.map((left) => left()))).toEqual([[other], [foreign]])
})

test('a person is signed out: all their grants of that issuer end, whatever session they came from', async () => {
  const grants = [makeGrant({ sid: 's-1' }), makeGrant({ sid: 's-2' }), makeGrant()]
  const theirs = await Promise.all(grants.map((grant) => keep(grant)))
  const [grace, namesake] = [
    makeGrant({ subject: 'grace' }),
    makeGrant({ issuer: 'https://other.test' }),
  ]
  const untouched = [await keep(grace), await keep(namesake)]

  expect(await endGrantsOf(notice({ subject: 'ada' }))).toHaveLength(3)

  expect(await Promise.all(theirs.map((left) => left()))).toEqual([null, null, null])
  expect(await Promise.all(untouched.map((left) => left()))).toEqual([[grace], [namesake]])
})

test('a session whose identity grant ends is over, and brings back all its grants to be revoked', async () => {
  const zero = makeGrant({ sid: 's-1' })
  const bank = makeGrant({ issuer: 'https://bank.test', institutionId: 'marram', sid: 'b-1' })
  const left = await keep(zero, bank)

  expect(await endGrantsOf(notice({ sid: 's-1' }))).toEqual([[zero, bank]])

  expect(await left()).toBeNull()
})

test('a bank that signs a person out takes its own grants, and leaves those of another bank', async () => {
  const marram = makeGrant({ issuer: 'https://marram.test', institutionId: 'marram', sid: 'm-1' })
  const quince = makeGrant({ issuer: 'https://quince.test', institutionId: 'quince', sid: 'm-1' })
  const left = await keep(marram, quince)

  await endGrantsOf(notice({ sid: 'm-1' }, { issuer: 'https://marram.test' }))
  expect(await left()).toEqual([quince])

  await endGrantsOf(notice({ sid: 'm-1' }, { issuer: 'https://quince.test' }))
  expect(await left()).toBeNull()
})

test('there may be nobody to sign out: that is done, too', async () => {
  expect(await endGrantsOf(notice({ sid: 'nobody' }))).toEqual([])
})

test('a session that ends by itself while it is looked for is not among those that were ended', async () => {
  const [first, second] = [makeGrant({ sid: 's-1' }), makeGrant({ sid: 's-1' })]
  await keep(first)
  await keep(second)
  const store = sessionStore()
  const find = store.keysMarked
  vi.spyOn(store, 'keysMarked').mockImplementationOnce(async (mark) => {
    const keys = await find(mark)
    await store.delete(keys[0] ?? '')
    return keys
  })

  expect(await endGrantsOf(notice({ sid: 's-1' }))).toHaveLength(1)
})

test('a notice counts once, in whatever process, for as long as its token could be sent', async () => {
  const { sessionFile } = startApp()
  const first = notice({ subject: 'ada' })
  const outcomes = await Promise.allSettled([endGrantsOf(first), endGrantsOf(first)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])

  startApp({ SESSION_FILE: sessionFile })
  passMs(659_000)
  const again = await keep(makeGrant())
  await expect(endGrantsOf(first)).rejects.toMatchObject({ code: 'untrusted-response' })
  expect(await again()).toHaveLength(1)

  await endGrantsOf({ ...first, issuer: 'https://other.test' })
  await endGrantsOf(notice({ subject: 'ada' }))
  expect(await again()).toBeNull()
})

test.each(['lock', 'noted', 'note', 'keysMarked', 'update'] as const)(
  'a notice that could not be carried out may be sent again: the store failed to %s',
  async (method) => {
    const left = await keep(makeGrant({ sid: 's-1' }))
    const same = notice({ sid: 's-1' })

    broken = method
    await expect(endGrantsOf(same)).rejects.toThrow('the store fails')
    broken = null
    passMs(30_000)

    expect(await endGrantsOf(same)).toHaveLength(1)
    expect(await left()).toBeNull()
  },
)

test('however many sessions there are, all of them end', async () => {
  const every = await Promise.all(Array.from({ length: 500 }, () => keep(makeGrant())))
  expect(await endGrantsOf(notice({ subject: 'ada' }))).toHaveLength(500)
  const left = await Promise.all(every.map((grants) => grants()))
  expect(left.filter((grants) => grants !== null)).toEqual([])
})

test('a sign-in that was under way when the notice came is taken back', async () => {
  const startedAt = Date.now()
  passMs(400)
  await endGrantsOf(notice({ subject: 'ada' }))
  passMs(400)

  const grant = makeGrant({ sid: 's-1', claims: { nonce: 'n-1' } })
  const earlier = makeGrant({ institutionId: 'larkspur', claims: { nonce: 'n-0' } })
  const left = await keep(earlier, grant)
  expect(await endIfLoggedOut(grant, startedAt)).toEqual([earlier, grant])
  expect(await left()).toBeNull()
})

test('a renewed grant is taken back like the one that came, and nothing else is', async () => {
  const startedAt = Date.now()
  await endGrantsOf(notice({ sid: 's-1' }))
  const claims = { nonce: 'n-1' }
  const grant = makeGrant({ sid: 's-1', institutionId: 'larkspur', claims })
  const zero = makeGrant({ claims: { nonce: 'n-0' } })
  const renewed = { ...grant, accessToken: 'another', refreshToken: 'another', refreshedAt: 1 }
  const left = await keep(zero, renewed)

  expect(await endIfLoggedOut(grant, startedAt)).toEqual([renewed])
  expect(await left()).toEqual([zero])
})

test('a fresh sign-in right after the notice stays, in the same second too', async () => {
  await endGrantsOf(notice({ subject: 'ada' }))
  passMs(1)
  const startedAt = Date.now()
  const left = await keep(makeGrant())
  expect(await endIfLoggedOut(makeGrant(), startedAt)).toBeNull()
  expect(await left()).toHaveLength(1)
})

test('the notice of one session takes back no sign-in from another, nor another person’s', async () => {
  const startedAt = Date.now()
  await endGrantsOf(notice({ sid: 's-1' }))
  await endGrantsOf(notice({ subject: 'grace' }))
  const grant = makeGrant({ sid: 's-2' })
  await keep(grant)
  expect(await endIfLoggedOut(grant, startedAt)).toBeNull()
  expect(await endIfLoggedOut({ ...grant, issuer: 'https://other.test' }, startedAt)).toBeNull()
})

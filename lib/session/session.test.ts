import { sealData } from 'iron-session'
import { beforeEach, expect, test, vi } from 'vitest'
import { log } from '#lib/log.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { passwordFor } from './seal.ts'
import {
  endSession,
  grantFor,
  identityGrant,
  readSession,
  type Session,
  signIn,
  touchSession,
} from './session.ts'
import { sessionStore } from './session-store.ts'
import { startApp } from './testing/app.ts'
import { Browser } from './testing/browser.ts'
import { makeGrant, secret } from './testing/make.ts'
import { rememberTransaction } from './transaction.ts'

let browser = new Browser()
let userAgent = ''
vi.mock('next/headers', () => ({
  cookies: async () => browser,
  headers: async () => new Headers({ 'user-agent': userAgent }),
}))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T09:00:00Z') })
  browser = new Browser()
  userAgent = 'Mozilla/5.0 (Windows NT 10.0; rv:150.0) Gecko/20100101 Firefox/150.0'
  startApp()
  return () => vi.useRealTimers()
})

const cookieName = '__Host-session'
const cookie = () => browser.get(cookieName)?.value ?? ''
const passMs = (ms: number) => vi.setSystemTime(Date.now() + ms)
const institutionsOf = (session: Session | null) =>
  session?.grants.map((grant) => grant.institutionId)

async function signedIn(...grants: Grant[]): Promise<Session> {
  for (const grant of grants) await signIn(grant, await readSession())
  const session = await readSession()
  if (!session) throw new Error('nobody is signed in')
  return session
}

test('nobody is signed in at first', async () => {
  expect(await readSession()).toBeNull()
})

test('a sign-in makes a session for the configured time', async () => {
  const grant = makeGrant()

  expect(await signIn(grant, null)).toBeNull()

  expect(await readSession()).toEqual({
    key: expect.any(String),
    grants: [grant],
    device: 'Firefox on Windows',
    createdAt: Date.now(),
    idleExpiresAt: Date.now() + 1_200_000,
    absoluteExpiresAt: Date.now() + 43_200_000,
  })
})

test('the cookie holds no token and no key, and no script or other site gets it', async () => {
  const { key } = await signedIn(makeGrant({ accessToken: 'canary', refreshToken: 'canary' }))

  expect(browser.jar.get(cookieName)?.attributes).toEqual({
    httpOnly: true,
    sameSite: 'lax',
    secure: true,
    path: '/',
    maxAge: 43_200,
  })
  expect(cookie()).not.toMatch(/canary/)
  expect(cookie()).not.toContain(key)
  expect(cookie().length).toBeLessThan(400)
})

test('on plain http the cookie has no prefix and is not secure', async () => {
  startApp({ APP_URL: 'http://localhost:3000' })
  await signedIn(makeGrant())
  expect(browser.jar.get('session')?.attributes.secure).toBe(false)
})

test('an idle session ends, and activity keeps it', async () => {
  startApp({ SESSION_IDLE_SECONDS: '2' })
  await signedIn(makeGrant())

  passMs(1_500)
  await touchSession(await signedIn())
  passMs(1_900)
  expect(await readSession()).not.toBeNull()
  passMs(100)
  expect(await readSession()).toBeNull()
})

test('looking is not activity', async () => {
  startApp({ SESSION_IDLE_SECONDS: '2' })
  await signedIn(makeGrant())
  passMs(1_999)
  expect(await readSession()).not.toBeNull()
  passMs(1)
  expect(await readSession()).toBeNull()
})

test('no activity carries a session beyond its absolute end', async () => {
  startApp({ SESSION_IDLE_SECONDS: '2', SESSION_ABSOLUTE_SECONDS: '5' })
  const { absoluteExpiresAt } = await signedIn(makeGrant())

  for (let second = 0; second < 4; second++) {
    passMs(1_000)
    const session = await signedIn()
    expect(session.idleExpiresAt).toBeLessThanOrEqual(absoluteExpiresAt)
    await touchSession(session)
  }
  passMs(999)
  expect(await readSession()).not.toBeNull()
  passMs(1)
  expect(await readSession()).toBeNull()
})

test('a session in use does not end before its absolute end, by however little', async () => {
  startApp({ SESSION_IDLE_SECONDS: '4', SESSION_ABSOLUTE_SECONDS: '6' })
  await signedIn(makeGrant())

  passMs(1_900)
  await touchSession(await signedIn())
  passMs(200)
  await touchSession(await signedIn())

  passMs(3_899)
  expect(await readSession()).not.toBeNull()
  passMs(1)
  expect(await readSession()).toBeNull()
})

test('an absolute life shorter than the idle time is the shorter of the two', async () => {
  startApp({ SESSION_IDLE_SECONDS: '60', SESSION_ABSOLUTE_SECONDS: '1' })
  const session = await signedIn(makeGrant())
  expect(session.idleExpiresAt).toBe(session.absoluteExpiresAt)
  passMs(1_000)
  expect(await readSession()).toBeNull()
})

test('activity is written only when it moves the end by a noticeable part', async () => {
  const session = await signedIn(makeGrant())
  const touch = vi.spyOn(sessionStore(), 'touch')

  passMs(59_999)
  await touchSession(session)
  expect(touch).not.toHaveBeenCalled()
  passMs(1)
  await touchSession(session)
  expect(touch).toHaveBeenCalledExactlyOnceWith(session.key, Date.now() + 1_200_000)
})

test('activity writes nothing where the end cannot move any more', async () => {
  startApp({ SESSION_IDLE_SECONDS: '60', SESSION_ABSOLUTE_SECONDS: '30' })
  const session = await signedIn(makeGrant())
  const touch = vi.spyOn(sessionStore(), 'touch')

  passMs(10_000)
  expect(await touchSession(session)).toEqual(session)

  expect(touch).not.toHaveBeenCalled()
})

test('activity does not bring back a session that ended meanwhile', async () => {
  const session = await signedIn(makeGrant())
  passMs(600_000)
  await endSession(session)
  await touchSession(session)
  expect(await sessionStore().read(session.key)).toBeNull()
})

test('the same person signing in again renews the identity grant, the id and the life', async () => {
  const before = await signedIn(makeGrant(), makeGrant({ institutionId: 'larkspur' }))
  const oldCookie = cookie()
  passMs(60_000)
  userAgent = 'Mozilla/5.0 (Macintosh) Version/19.0 Safari/605.1.15'
  const again = makeGrant()

  expect(await signIn(again, before)).toBeNull()

  const after = await readSession()
  expect(after?.key).toBe(before.key)
  expect(after?.device).toBe('Safari on Mac')
  expect(after?.createdAt).toBe(Date.now())
  expect(after?.absoluteExpiresAt).toBe(Date.now() + 43_200_000)
  expect(after && identityGrant(after)).toEqual(again)
  expect(after && grantFor(after, 'larkspur')).toEqual(grantFor(before, 'larkspur'))

  expect(cookie()).not.toBe(oldCookie)
  browser.plant(cookieName, oldCookie)
  expect(await readSession()).toBeNull()
})

test.each([
  ['another subject', { subject: 'grace' }],
  ['the same subject at another issuer', { issuer: 'https://elsewhere.test' }],
])('a sign-in by %s replaces the session', async (_who, person) => {
  const before = await signedIn(makeGrant(), makeGrant({ institutionId: 'larkspur' }))
  const oldCookie = cookie()
  const grant = makeGrant(person)

  expect(await signIn(grant, before)).toEqual(before)

  const after = await readSession()
  expect(after?.grants).toEqual([grant])
  expect(after?.key).not.toBe(before.key)
  expect(await sessionStore().read(before.key)).toBeNull()
  browser.plant(cookieName, oldCookie)
  expect(await readSession()).toBeNull()
})

test("an institution's grant joins the session, which keeps its id and its life", async () => {
  const before = await signedIn(makeGrant())
  const oldCookie = cookie()
  passMs(60_000)

  const after = await signedIn(makeGrant({ institutionId: 'larkspur' }))

  expect(cookie()).toBe(oldCookie)
  expect(institutionsOf(after)).toEqual([null, 'larkspur'])
  expect(after.absoluteExpiresAt).toBe(before.absoluteExpiresAt)
  expect(after.idleExpiresAt).toBe(before.idleExpiresAt + 60_000)
})

test("an institution's new grant replaces its old one", async () => {
  const [old, renewed] = [1, 2].map(() => makeGrant({ institutionId: 'larkspur' }))
  const session = await signedIn(makeGrant(), old as Grant, renewed as Grant)
  expect(institutionsOf(session)).toEqual([null, 'larkspur'])
  expect(grantFor(session, 'larkspur')).toEqual(renewed)
})

test("an institution's grant of another person is refused, and nothing changes", async () => {
  const before = await signedIn(makeGrant())
  const oldCookie = cookie()
  const grant = makeGrant({ institutionId: 'larkspur', subject: 'grace' })

  await expect(signIn(grant, before)).rejects.toMatchObject({ code: 'wrong-person' })

  expect(await readSession()).toEqual(before)
  expect(cookie()).toBe(oldCookie)
})

test('a grant of another issuer joins, whatever its subject', async () => {
  const elsewhere = { institutionId: 'fern', issuer: 'https://fern.test', subject: 'f-1' }
  await signedIn(makeGrant(), makeGrant(elsewhere))

  expect(institutionsOf(await readSession())).toEqual([null, 'fern'])
  const stranger = makeGrant({ ...elsewhere, subject: 'f-2' })
  await expect(signIn(stranger, await readSession())).rejects.toMatchObject({
    code: 'wrong-person',
  })
})

test("without a session, an institution's grant is the sign-in", async () => {
  const session = await signedIn(makeGrant({ institutionId: 'fern' }))
  expect(institutionsOf(session)).toEqual(['fern'])
  expect(identityGrant(session)).toBeNull()

  const oldCookie = cookie()
  const both = await signedIn(makeGrant())
  expect(both.key).toBe(session.key)
  expect(institutionsOf(both)).toEqual(['fern', null])
  expect(cookie()).not.toBe(oldCookie)
})

test("an institution's callback that began under an old id lands in the same session", async () => {
  const before = await signedIn(makeGrant())
  await signIn(makeGrant(), before)

  await signIn(makeGrant({ institutionId: 'larkspur' }), before)

  expect(institutionsOf(await readSession())).toEqual([null, 'larkspur'])
})

test('two callbacks at once lose nothing', async () => {
  const session = await signedIn(makeGrant())
  await Promise.all(
    ['larkspur', 'fern'].map((institutionId) => signIn(makeGrant({ institutionId }), session)),
  )
  expect(institutionsOf(await readSession())?.toSorted()).toEqual(['fern', 'larkspur', null])
})

test.each([
  ['the same person', makeGrant()],
  ['another person', makeGrant({ subject: 'grace' })],
  ['an institution', makeGrant({ institutionId: 'larkspur' })],
])('a callback for %s after a logout in between makes no session', async (_who, grant) => {
  const session = await signedIn(makeGrant())
  await endSession(session)

  await expect(signIn(grant, session)).rejects.toMatchObject({ code: 'session-over' })

  expect(await readSession()).toBeNull()
  expect(browser.jar.size).toBe(0)
})

test('an id that was there before a sign-in is not the id after it', async () => {
  await signedIn(makeGrant({ subject: 'attacker' }))
  const planted = cookie()
  await endSession(await readSession())
  browser.plant(cookieName, planted)

  await signIn(makeGrant({ subject: 'victim' }), await readSession())

  expect(cookie()).not.toBe(planted)
  browser.plant(cookieName, planted)
  expect(await readSession()).toBeNull()
})

test('ending a session answers its last grants, and takes every cookie of it', async () => {
  const early = await signedIn(makeGrant())
  await rememberTransaction({
    state: 'one',
    nonce: '',
    codeVerifier: '',
    issuer: '',
    clientId: '',
    institutionId: null,
    scope: '',
    returnTo: '/',
    startedAt: Date.now(),
  })
  const late = await signedIn(makeGrant({ institutionId: 'larkspur' }))
  const copy = cookie()

  expect(await endSession(early)).toEqual(late.grants)

  expect(browser.jar.size).toBe(0)
  browser.plant(cookieName, copy)
  expect(await readSession()).toBeNull()
})

test('one can sign out twice, and without ever having signed in', async () => {
  const session = await signedIn(makeGrant())
  await endSession(session)
  expect(await endSession(session)).toEqual([])
  expect(await endSession(null)).toEqual([])
})

test('people stay signed in over a restart, and over both roll-outs of a new secret', async () => {
  const [old, next] = ['the old secret of 32 or more chars', 'the next secret of 32 or more chars']
  const { sessionFile: SESSION_FILE } = startApp({ SESSION_SECRET: old })
  const session = await signedIn(makeGrant())
  const isSignedIn = async (SESSION_SECRET: string) => {
    await sessionStore().close()
    startApp({ SESSION_FILE, SESSION_SECRET })
    return (await readSession())?.key === session.key
  }

  expect(await isSignedIn(old)).toBe(true)
  expect(await isSignedIn(`${old},${next}`)).toBe(true)
  expect(await isSignedIn(`${next},${old}`)).toBe(true)
  expect(await isSignedIn(next)).toBe(false)
})

test('every damaged form of a good cookie is no cookie', async () => {
  await signedIn(makeGrant())
  const good = cookie()
  const hostile = [
    ...Array.from({ length: good.length }, (_, index) => good.slice(0, index)),
    ...Array.from({ length: good.length }, (_, index) => flip(good, index)),
    good.replace('*1*', '*__proto__*'),
    good.replace('*1*', '*2*'),
    `${good}${'x'.repeat(4_096)}`,
    '%',
    '~',
    'Fe26.2*1*******',
    '\u0000',
    '{}',
  ]

  for (const value of hostile) {
    browser.plant(cookieName, value)
    expect(await readSession(), value).toBeNull()
  }
  browser.plant(cookieName, good)
  expect(await readSession()).not.toBeNull()
})

test.each([
  ['another purpose', 'signin cookie', secret],
  ['a foreign secret', 'session cookie', 'another secret of at least 32 chars'],
])('a seal with the password of %s is no cookie', async (_what, purpose, sealedWith) => {
  const id = 'a'.repeat(43)
  const find = vi.spyOn(sessionStore(), 'find')
  const seal = (password: string) => sealData({ id }, { password, ttl: 60 })

  browser.plant(cookieName, await seal(passwordFor(purpose, sealedWith)))
  expect(await readSession()).toBeNull()
  expect(find).not.toHaveBeenCalled()

  browser.plant(cookieName, await seal(passwordFor('session cookie', secret)))
  expect(await readSession()).toBeNull()
  expect(find).toHaveBeenCalledOnce()
})

test('a good seal that is larger than any cookie is no cookie', async () => {
  const password = passwordFor('session cookie', secret)
  const find = vi.spyOn(sessionStore(), 'find')
  const read = async (padding: string) => {
    const value = { id: 'a'.repeat(43), padding }
    browser.plant(cookieName, await sealData(value, { password, ttl: 60 }))
    await readSession()
  }

  await read('x'.repeat(4_096))
  expect(find).not.toHaveBeenCalled()
  await read('x')
  expect(find).toHaveBeenCalledOnce()
})

test.each([[{}], [{ id: 1 }], [{ id: ['a'.repeat(43)] }], [{ id: 'short' }]])(
  'a good seal of %j is no cookie',
  async (value) => {
    const password = passwordFor('session cookie', secret)
    browser.plant(cookieName, await sealData(value, { password, ttl: 60 }))
    expect(await readSession()).toBeNull()
  },
)

// The highest bit: the lowest ones of a last character mean nothing.
function flip(text: string, index: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const other = alphabet[alphabet.indexOf(text.charAt(index)) ^ 32] ?? 'A'
  return text.slice(0, index) + other + text.slice(index + 1)
}

test('activity that cannot be written down is no reason to fail', async () => {
  const session = await signedIn(makeGrant())
  vi.spyOn(sessionStore(), 'touch').mockRejectedValue(new Error('the disk is full'))
  const error = vi.spyOn(log(), 'error').mockReturnValue()

  passMs(10 * 60_000)

  expect(await touchSession(session)).toEqual(session)
  expect(error).toHaveBeenCalledOnce()
})

test('activity that is written down gives back the session with its new end', async () => {
  const session = await signedIn(makeGrant())

  passMs(10 * 60_000)

  expect(await touchSession(session)).toEqual({
    ...session,
    idleExpiresAt: session.idleExpiresAt + 10 * 60_000,
  })
})

test.each(['0', 'x', '~', '~2', ' '])(
  'a good cookie with “%s” behind it is no cookie',
  async (more) => {
    await signedIn(makeGrant())

    browser.plant(cookieName, `${cookie()}${more}`)

    expect(await readSession()).toBeNull()
  },
)

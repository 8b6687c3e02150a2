import { beforeEach, expect, test, vi } from 'vitest'
import { sessionLabel } from '#lib/events.ts'
import { log } from '#lib/log.ts'
import type { Transaction } from '#lib/oauth/transaction.ts'
import { watch } from '#lib/testing/witness.ts'
import type { Check } from '#lib/witness.ts'
import { endGrantsOf } from './backchannel-logout.ts'
import { endSession, readSession, type Session, signIn, touchSession } from './session.ts'
import { sessionStore } from './session-store.ts'
import { startApp } from './testing/app.ts'
import { Browser } from './testing/browser.ts'
import { makeGrant } from './testing/make.ts'
import { rememberTransaction, takeTransaction } from './transaction.ts'

// Whoever looks for the fault of a sign-in has what was expected, what was found, and the lines of the log.

let browser: Browser
let told: Pick<Check, 'name' | 'holds' | 'expected' | 'found'>[]
let lines: unknown[]
vi.mock('next/headers', () => ({
  cookies: async () => browser,
  headers: async () => new Headers(),
}))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-03-02T09:00:00Z') })
  browser = new Browser()
  startApp()
  told = []
  lines = []
  watch({
    checked: ({ name, holds, expected, found }) => void told.push({ name, holds, expected, found }),
    recorded: (_event, fields) => void lines.push(fields),
  })
  return () => vi.useRealTimers()
})

const passMs = (ms: number) => vi.setSystemTime(Date.now() + ms)

const begun = (state: string): Transaction => ({
  state,
  nonce: 'nonce',
  codeVerifier: 'v'.repeat(43),
  issuer: 'https://issuer.test',
  clientId: 'foyer',
  institutionId: null,
  scope: 'openid',
  returnTo: '/institutions',
  startedAt: Date.now(),
})

async function signedIn(changes = {}): Promise<Session> {
  await signIn(makeGrant(changes), await readSession())
  const session = await readSession()
  if (!session) throw new Error('nobody is signed in')
  return session
}

const isHere = (holds = true, state = 'one') => ({
  name: 'state is of this browser',
  holds,
  expected: {},
  found: { state },
})
const isInTime = (holds = true) => ({
  name: 'sign-in is in time',
  holds,
  expected: { latest: new Date('2026-03-02T09:10:00Z') },
  found: { now: new Date() },
})
const isFirst = (holds = true) => ({
  name: 'state is used once',
  holds,
  expected: {},
  found: { state: 'one' },
})

test('an answer that belongs to a sign-in here tells every check of it', async () => {
  await rememberTransaction(begun('one'))
  passMs(1_000)

  await takeTransaction('one')

  expect(told).toEqual([isHere(), isInTime(), isFirst()])
})

test('an answer without a state, or with one of another browser, is told as that', async () => {
  await expect(takeTransaction(null)).rejects.toThrow('the answer has no state')
  expect(told).toEqual([])

  await expect(takeTransaction('guess')).rejects.toThrow(
    'no sign-in with this state is pending in this browser',
  )
  expect(told).toEqual([isHere(false, 'guess')])
})

test('a sign-in whose cookie is damaged is not told to be late', async () => {
  await rememberTransaction(begun('one'))
  for (const name of browser.named('__Host-signin-')) browser.plant(name, 'damaged')

  await expect(takeTransaction('one')).rejects.toThrow('the transaction cookie cannot be read')
  expect(told).toEqual([isHere()])
})

test('a sign-in that took too long is told with both times', async () => {
  await rememberTransaction(begun('one'))
  passMs(600_000)

  await expect(takeTransaction('one')).rejects.toThrow('the sign-in was started too long ago')
  expect(told).toEqual([isHere(), isInTime(false)])
})

test('a state that comes again is told, and not as late', async () => {
  await rememberTransaction(begun('one'))
  const copy = browser.getAll()
  await takeTransaction('one')
  for (const { name, value } of copy) browser.plant(name, value)
  told = []

  await expect(takeTransaction('one')).rejects.toThrow('the state was used before')
  expect(told).toEqual([isHere(), isInTime(), isFirst(false)])
})

const at = { issuer: 'https://issuer.test', clientId: 'foyer' }

test('a session is followed through the log by its label, from sign-in to sign-out', async () => {
  const { key } = await signedIn()
  await signedIn({ institutionId: 'larkspur' })
  await signedIn()
  await endSession(await readSession())

  const session = sessionLabel(key)
  expect(lines).toEqual([
    { event: 'sign-in', session, institutionId: 'zero', ...at },
    { event: 'institution-entered', session, institutionId: 'larkspur', ...at },
    { event: 'sign-in', session, institutionId: 'zero', ...at },
    { event: 'logout', session },
  ])
})

test('a sign-in by another person tells whose session it replaced', async () => {
  const [before, after] = [await signedIn(), await signedIn({ subject: 'grace' })]

  expect(lines.slice(1)).toEqual([
    { event: 'session-replaced', session: sessionLabel(before.key) },
    { event: 'sign-in', session: sessionLabel(after.key), institutionId: 'zero', ...at },
  ])
})

test('no sign-out is told where nobody was signed in', async () => {
  const session = await signedIn()
  await endSession(session)
  lines = []

  await endSession(session)
  await endSession(null)

  expect(lines).toEqual([])
})

test('activity that cannot be written down is told as a fault of the store', async () => {
  const session = await signedIn()
  vi.spyOn(sessionStore(), 'touch').mockRejectedValue(new Error('the disk is full'))
  vi.spyOn(log(), 'error').mockReturnValue()
  passMs(600_000)

  await touchSession(session)

  expect(lines.slice(1)).toEqual([
    { event: 'store-fault', what: 'activity could not be written down' },
  ])
})

const person = (holds: boolean, sub: string) => ({
  name: 'person',
  holds,
  expected: { subjects: ['ada at https://issuer.test'] },
  found: { sub, iss: 'https://issuer.test' },
})

test('a grant that joins a session is held against its person, and that is told', async () => {
  const session = await signedIn()
  const grace = makeGrant({ institutionId: 'larkspur', subject: 'grace' })

  await expect(signIn(grace, session)).rejects.toThrow(
    'the grant is of another person than the session',
  )
  await signIn(makeGrant({ institutionId: 'larkspur' }), session)

  expect(told).toEqual([person(false, 'grace'), person(true, 'ada')])
  expect(lines.slice(1)).toMatchObject([{ event: 'institution-entered' }])
})

test('a callback that comes after the end of its session says so', async () => {
  const session = await signedIn()
  await endSession(session)

  await expect(signIn(makeGrant(), session)).rejects.toThrow(
    'the session ended while the callback was under way',
  )
})

test('a notice that comes again is told', async () => {
  const staleAt = Date.now() + 660_000
  const notice = { issuer: at.issuer, over: { subject: 'ada' }, id: 'notice-1', staleAt }
  const once = (holds: boolean) => ({
    name: 'jti is used once',
    holds,
    expected: {},
    found: { jti: 'notice-1' },
  })

  await endGrantsOf(notice)
  await expect(endGrantsOf(notice)).rejects.toThrow('the logout token was used before')

  expect(told).toEqual([once(true), once(false)])
})

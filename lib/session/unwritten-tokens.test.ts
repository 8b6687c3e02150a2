import { beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { refreshGrant } from '#lib/oauth/refresh.ts'
import { revokeRefreshToken } from '#lib/oauth/revoke.ts'
import { renewGrant } from './refresh.ts'
import type { Session } from './session.ts'
import { sessionStore } from './session-store.ts'
import { startApp } from './testing/app.ts'
import { makeGrant, makeIdHash, makeSession, registrationOf } from './testing/make.ts'
import { StrictServer } from './testing/strict-server.ts'
import { unwrittenTokens, writeTokens } from './unwritten-tokens.ts'

let server: StrictServer

vi.mock('#lib/oauth/refresh.ts', () => ({
  refreshGrant: vi.fn(async (_registration, grant: Grant) => server.refresh(grant, lifeMs)),
}))
vi.mock('#lib/oauth/revoke.ts', () => ({
  revokeRefreshToken: vi.fn(async (_registration, token: string) => server.revoke(token)),
}))

const lifeMs = 600_000
const ask = vi.mocked(refreshGrant)
const revoke = vi.mocked(revokeRefreshToken)

beforeEach(() => {
  startApp()
  server = new StrictServer()
  ask.mockClear()
  revoke.mockClear()
})

async function withExpiredToken(): Promise<Session> {
  const grants = [makeGrant(), server.authorize('ada', 'larkspur', 0)]
  const session = makeSession({ grants })
  await sessionStore().create(session, makeIdHash())
  return session
}

const renew = (session: Session) => renewGrant(session, 'larkspur', registrationOf)
const stored = async ({ key }: Session) => (await sessionStore().read(key))?.grants[1]

/** Nothing can be written into a record until the function is called that it answers. */
function refuseWrites(): () => void {
  const update = vi
    .spyOn(sessionStore(), 'update')
    .mockRejectedValue(new FlowError('store-unavailable', 'scripted'))
  return () => update.mockRestore()
}

test('a store that fails for a moment is written to a moment later', async () => {
  const session = await withExpiredToken()
  const allow = refuseWrites()
  const renewing = renew(session)
  await vi.waitFor(() => expect(sessionStore().update).toHaveBeenCalledTimes(2))
  allow()

  expect((await renewing).grants[1]?.refreshToken).toBe(server.grants[0]?.current)
  expect(ask).toHaveBeenCalledOnce()
})

test('tokens that could not be written are good all the same, and the spent one is not sent again', async () => {
  const session = await withExpiredToken()
  const allow = refuseWrites()
  await expect(renew(session)).rejects.toMatchObject({ code: 'store-unavailable' })

  const meanwhile = await renew(session)
  expect(meanwhile.grants[1]?.refreshToken).toBe(server.grants[0]?.current)
  expect((await stored(session))?.refreshToken).not.toBe(server.grants[0]?.current)
  allow()

  await vi.waitFor(async () => {
    expect((await stored(session))?.refreshToken).toBe(server.grants[0]?.current)
  })
  expect(ask).toHaveBeenCalledOnce()
  expect(server.reused.size).toBe(0)
})

test('no other process may send the spent one until the new ones are written', async () => {
  const session = await withExpiredToken()
  const allow = refuseWrites()
  await expect(renew(session)).rejects.toMatchObject({ code: 'store-unavailable' })

  const isFree = () => sessionStore().lock(`${session.key} larkspur`, 1_000)
  expect(await isFree()).toBeNull()
  allow()

  await vi.waitFor(async () => expect(await isFree()).not.toBeNull())
  expect((await stored(session))?.refreshToken).toBe(server.grants[0]?.current)
})

test('tokens of a session that ended meanwhile are revoked', async () => {
  const session = await withExpiredToken()
  const allow = refuseWrites()
  await expect(renew(session)).rejects.toMatchObject({ code: 'store-unavailable' })
  await sessionStore().delete(session.key)
  allow()

  await vi.waitFor(() => expect(revoke).toHaveBeenCalled())
  expect(server.grants[0]?.alive).toBe(false)
})

test('tokens that nobody could write are written before newer ones are asked for', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  onTestFinished(() => void vi.useRealTimers())
  const session = await withExpiredToken()
  const allow = refuseWrites()
  await expect(renew(session)).rejects.toMatchObject({ code: 'store-unavailable' })
  const [unwritten] = await Promise.all(
    ask.mock.results.map(({ value }) => value as Promise<Grant>),
  )

  // Nobody keeps a lock beyond its lease, and an API takes a token no more.
  vi.setSystemTime(Date.now() + 30_000)
  allow()
  const rejectedAccessToken = unwritten?.accessToken ?? ''
  await renewGrant(session, 'larkspur', registrationOf, { rejectedAccessToken })

  expect(ask.mock.lastCall?.[1].refreshToken).toBe(unwritten?.refreshToken)
  expect((await stored(session))?.refreshToken).toBe(server.grants[0]?.current)
  expect(server.reused.size).toBe(0)
})

test('tokens are remembered until they are written, and only for those they came for', async () => {
  const [sent, renewed, later] = [makeGrant(), makeGrant(), makeGrant()]
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  const writing = writeTokens(
    'door',
    { sent, renewed },
    () => first.promise,
    () => {},
  )

  expect(unwrittenTokens('door', sent)).toBe(renewed)
  expect(unwrittenTokens('window', sent)).toBeNull()
  // A server that does not rotate leaves the refresh token as it was.
  expect(unwrittenTokens('door', { ...sent, accessToken: 'newer' })).toBeNull()
  expect(unwrittenTokens('door', { ...sent, refreshToken: 'newer' })).toBeNull()

  const next = { sent: renewed, renewed: later }
  const writingNext = writeTokens(
    'door',
    next,
    () => second.promise,
    () => {},
  )
  first.resolve()
  await writing
  expect(unwrittenTokens('door', renewed)).toBe(later)

  second.resolve()
  await writingNext
  expect(unwrittenTokens('door', renewed)).toBeNull()
})

import { beforeEach, expect, test, vi } from 'vitest'
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

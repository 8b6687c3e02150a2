import { beforeEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import { sessionLabel } from '#lib/events.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { refreshGrant } from '#lib/oauth/refresh.ts'
import { revokeRefreshToken } from '#lib/oauth/revoke.ts'
import { watch } from '#lib/testing/witness.ts'
import { endGrant, renewGrant } from './refresh.ts'
import { endSession, grantFor, type Session, signIn } from './session.ts'
import { withGrant } from './session-grants.ts'
import { sessionStore } from './session-store.ts'
import { startApp } from './testing/app.ts'
import { Browser } from './testing/browser.ts'
import { makeGrant, makeIdHash, makeSession, registrationOf } from './testing/make.ts'

vi.mock('next/headers', () => ({
  cookies: async () => new Browser(),
  headers: async () => new Headers(),
}))
vi.mock('#lib/oauth/refresh.ts', () => ({ refreshGrant: vi.fn() }))
vi.mock('#lib/oauth/revoke.ts', () => ({ revokeRefreshToken: vi.fn(async () => {}) }))

const ask = vi.mocked(refreshGrant)
const revoke = vi.mocked(revokeRefreshToken)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  startApp()
  revoke.mockClear()
  ask.mockReset()
  ask.mockImplementation(async (_registration, grant) => renewed(grant))
  return () => vi.useRealTimers()
})

let generation = 0
const renewed = (grant: Grant): Grant => ({
  ...grant,
  accessToken: `at-${++generation}`,
  accessTokenExpiresAt: Date.now() + 600_000,
  refreshToken: `rt-${generation}`,
  refreshedAt: Date.now(),
})

const longAgo = () => Date.now() - 600_000
const aged = (institutionId: string | null, leftMs: number, changes: Partial<Grant> = {}) =>
  makeGrant({
    institutionId,
    accessTokenExpiresAt: Date.now() + leftMs,
    authorizedAt: longAgo(),
    refreshedAt: longAgo(),
    ...changes,
  })

async function stored(...grants: Grant[]): Promise<Session> {
  const session = makeSession({ grants })
  await sessionStore().create(session, makeIdHash())
  return session
}

const read = (session: Session) => sessionStore().read(session.key)
const failure = (code: 'session-over' | 'issuer-unavailable' | 'issuer-refused') =>
  new FlowError(code, 'scripted')

/** An answer that comes when the test says so. */
function heldAnswer() {
  const held = Promise.withResolvers<void>()
  ask.mockImplementation(async (_registration, grant) => {
    await held.promise
    return renewed(grant)
  })
  return { asked: () => vi.waitFor(() => expect(ask).toHaveBeenCalled()), release: held.resolve }
}

test.each([
  ['has more than half a minute left', () => aged(null, 30_001), {}, 0],
  ['is within half a minute of its end', () => aged(null, 30_000), {}, 1],
  ['has ended', () => aged(null, 0), {}, 1],
  ['was asked for', () => aged(null, 300_000), { force: true }, 1],
  ['was renewed just now, although asked for', () => makeGrant(), { force: true }, 0],
  [
    'was renewed just now, however short it lives',
    () => aged(null, 3_000, { refreshedAt: Date.now() - 4_999 }),
    {},
    0,
  ],
  [
    'was renewed just now, but could not be judged',
    () => aged(null, -Date.now(), { refreshedAt: Date.now() }),
    {},
    1,
  ],
  ['was rejected', () => makeGrant({ accessToken: 'bad' }), { rejectedAccessToken: 'bad' }, 1],
  ['is not the one that was rejected', () => makeGrant(), { rejectedAccessToken: 'bad' }, 0],
  ['cannot be renewed, and lives', () => aged(null, 5_000, { refreshToken: null }), {}, 0],
  [
    'cannot be renewed, and lives, although asked for',
    () => aged(null, 5_000, { refreshToken: null }),
    { force: true },
    0,
  ],
])('an access token that %s', async (_state, grant, need, requests) => {
  const session = await stored(grant())

  const after = await renewGrant(session, null, registrationOf, need)

  expect(ask).toHaveBeenCalledTimes(requests)
  expect(after).toEqual(await read(session))
  expect(after.grants[0]?.accessToken === session.grants[0]?.accessToken).toBe(requests === 0)
})

test('only the grant that needs it is renewed', async () => {
  const session = await stored(aged(null, 0), aged('larkspur', 0), aged('fern', 0))

  const after = await renewGrant(session, 'larkspur', registrationOf)

  expect(ask).toHaveBeenCalledExactlyOnceWith(expect.anything(), grantFor(session, 'larkspur'))
  expect(grantFor(after, null)).toEqual(grantFor(session, null))
  expect(grantFor(after, 'fern')).toEqual(grantFor(session, 'fern'))
})

test.each([
  ['before it expires', 10_000, {}],
  ['after it expired', 0, {}],
  ['because all ask for it', 300_000, { force: true }],
  ['because an API rejected it', 300_000, { rejectedAccessToken: 'bad' }],
])('fifty at once make one token request: %s', async (_why, leftMs, need) => {
  const session = await stored(aged(null, leftMs, { accessToken: 'bad' }))

  const all = await Promise.all(
    Array.from({ length: 50 }, () => renewGrant(session, null, registrationOf, need)),
  )
  // Who read the session before, and comes after.
  all.push(await renewGrant(session, null, registrationOf, need))

  expect(ask).toHaveBeenCalledOnce()
  expect(new Set(all.map(({ grants }) => grants[0]?.accessToken)).size).toBe(1)
})

test('a renewal is one line of the log, with how long the server took; a failed one is none', async () => {
  const lines: unknown[] = []
  watch({ recorded: (_event, fields) => void lines.push(fields) })
  const session = await stored(aged('larkspur', 0))
  ask.mockRejectedValueOnce(failure('issuer-unavailable'))
  ask.mockImplementationOnce(async (_registration, grant) => {
    vi.setSystemTime(Date.now() + 250)
    return renewed(grant)
  })

  await expect(renewGrant(session, 'larkspur', registrationOf)).rejects.toThrow()
  await renewGrant(session, 'larkspur', registrationOf)

  expect(lines).toEqual([
    {
      event: 'refresh',
      session: sessionLabel(session.key),
      institutionId: 'larkspur',
      issuer: 'https://issuer.test',
      clientId: 'foyer',
      durationMs: 250,
    },
  ])
})

test('when the server is down, fifty at once ask it once, and share the answer', async () => {
  const session = await stored(aged(null, 0))
  ask.mockRejectedValue(failure('issuer-unavailable'))

  const all = await Promise.allSettled(
    Array.from({ length: 50 }, () => renewGrant(session, null, registrationOf)),
  )

  expect(all.every(({ status }) => status === 'rejected')).toBe(true)
  expect(ask).toHaveBeenCalledOnce()
})

test('a server that is slow with one grant holds up no other', async () => {
  const session = await stored(aged('larkspur', 0), aged('fern', 0))
  const held = Promise.withResolvers<void>()
  ask.mockImplementation(async (_registration, grant) => {
    if (grant.institutionId === 'larkspur') await held.promise
    return renewed(grant)
  })

  const slow = renewGrant(session, 'larkspur', registrationOf)
  const after = await renewGrant(session, 'fern', registrationOf)
  expect(grantFor(after, 'fern')?.accessToken).toMatch(/^at-/)
  held.resolve()

  const both = await slow
  expect(grantFor(both, 'fern')).toEqual(grantFor(after, 'fern'))
  expect(grantFor(both, 'larkspur')).not.toEqual(grantFor(session, 'larkspur'))
})

test('two grants of one session that are renewed at once both are', async () => {
  const session = await stored(aged('larkspur', 0), aged('fern', 0))

  await Promise.all(['larkspur', 'fern'].map((name) => renewGrant(session, name, registrationOf)))

  expect(ask).toHaveBeenCalledTimes(2)
  const after = await read(session)
  expect(after?.grants.map(({ accessToken }) => accessToken)).toEqual([
    expect.stringMatching(/^at-\d/),
    expect.stringMatching(/^at-\d/),
  ])
})

test('one person never gets the tokens of another', async () => {
  const sessions = await Promise.all(
    ['ada', 'grace'].map((subject) => stored(aged(null, 0, { subject }))),
  )

  const after = await Promise.all(sessions.map((one) => renewGrant(one, null, registrationOf)))

  expect(ask).toHaveBeenCalledTimes(2)
  expect(after.map(({ grants }) => grants[0]?.subject)).toEqual(['ada', 'grace'])
})

test.each(['issuer-unavailable', 'issuer-refused'] as const)(
  'a passing failure keeps everything: %s',
  async (code) => {
    const session = await stored(aged(null, 0))
    ask.mockRejectedValueOnce(failure(code))

    await expect(renewGrant(session, null, registrationOf)).rejects.toMatchObject({ code })

    expect(await read(session)).toEqual(session)
    expect((await renewGrant(session, null, registrationOf)).grants[0]?.accessToken).toMatch(/^at-/)
    expect(ask.mock.calls.map(([, grant]) => grant.refreshToken)).toEqual(
      Array(2).fill(session.grants[0]?.refreshToken),
    )
  },
)

test('a passing failure is nobody’s trouble while the access token lives', async () => {
  const session = await stored(aged(null, 1_000))
  ask.mockRejectedValue(failure('issuer-unavailable'))

  expect(await renewGrant(session, null, registrationOf)).toEqual(session)

  const rejectedAccessToken = session.grants[0]?.accessToken ?? ''
  for (const need of [{ force: true }, { rejectedAccessToken }]) {
    const asked = renewGrant(session, null, registrationOf, need)
    await expect(asked).rejects.toMatchObject({ code: 'issuer-unavailable' })
  }
})

test.each([
  ['the end of the grant', failure('session-over')],
  ['a bug', new TypeError('scripted')],
])('%s is told, however long the access token lives', async (_what, error) => {
  const session = await stored(aged(null, 1_000))
  ask.mockRejectedValue(error)

  await expect(renewGrant(session, null, registrationOf)).rejects.toBe(error)
})

test('a grant of an institution ends alone', async () => {
  const session = await stored(
    makeGrant(),
    aged('larkspur', 0),
    makeGrant({ institutionId: 'fern' }),
  )
  ask.mockRejectedValue(failure('session-over'))

  const ended = renewGrant(session, 'larkspur', registrationOf)
  await expect(ended).rejects.toMatchObject({ code: 'session-over' })

  expect((await read(session))?.grants).toEqual([session.grants[0], session.grants[2]])
  expect(revoke).not.toHaveBeenCalled()
})

test('the identity grant ends the session, and no refresh token outlives it', async () => {
  const session = await stored(aged(null, 0), makeGrant({ institutionId: 'larkspur' }))
  ask.mockRejectedValue(failure('session-over'))

  const ended = renewGrant(session, null, registrationOf)
  await expect(ended).rejects.toMatchObject({ code: 'session-over' })

  expect(await read(session)).toBeNull()
  expect(revoke.mock.calls.map(([, token]) => token)).toEqual([session.grants[1]?.refreshToken])
})

test('the last grant ends the session', async () => {
  const session = await stored(aged('fern', 0))
  ask.mockRejectedValue(failure('session-over'))

  await expect(renewGrant(session, 'fern', registrationOf)).rejects.toThrow()
  expect(await read(session)).toBeNull()
})

test('a grant of a registration that is no longer configured ends', async () => {
  const session = await stored(makeGrant(), aged('larkspur', 0))
  const unknown = () => {
    throw failure('session-over')
  }

  await expect(renewGrant(session, 'larkspur', unknown)).rejects.toMatchObject({
    code: 'session-over',
  })
  expect((await read(session))?.grants).toEqual([session.grants[0]])
})

test('tokens that arrive after a logout are revoked, and sign nobody in', async () => {
  const session = await stored(aged(null, 0))
  const answer = heldAnswer()
  const renewing = renewGrant(session, null, registrationOf)
  await answer.asked()

  await endSession(session)
  answer.release()

  await expect(renewing).rejects.toMatchObject({ code: 'session-over' })
  expect(await read(session)).toBeNull()
  expect(revoke.mock.calls.map(([, token]) => token)).toEqual([`rt-${generation}`])
})

test('tokens that arrive after their grant ended are revoked, and the rest stays', async () => {
  const session = await stored(makeGrant(), aged('larkspur', 0))
  const answer = heldAnswer()
  const renewing = renewGrant(session, 'larkspur', registrationOf)
  await answer.asked()

  const used = grantFor(session, 'larkspur')?.accessToken ?? ''
  await endGrant(session, 'larkspur', used, registrationOf)
  answer.release()

  await expect(renewing).rejects.toMatchObject({ code: 'session-over' })
  expect((await read(session))?.grants).toEqual([session.grants[0]])
  expect(revoke.mock.calls.map(([, token]) => token)).toContain(`rt-${generation}`)
})

test('tokens that arrive after a new sign-in do not replace newer ones', async () => {
  const session = await stored(aged(null, 0))
  const answer = heldAnswer()
  const renewing = renewGrant(session, null, registrationOf)
  await answer.asked()

  const newer = makeGrant()
  await signIn(newer, session)
  answer.release()

  expect((await renewing).grants).toEqual([newer])
  expect((await read(session))?.grants).toEqual([newer])
})

test('the end of an old grant does not end the one of a new sign-in', async () => {
  const session = await stored(aged(null, 0))
  const held = Promise.withResolvers<Grant>()
  ask.mockReturnValue(held.promise)
  const renewing = renewGrant(session, null, registrationOf)
  await vi.waitFor(() => expect(ask).toHaveBeenCalled())

  const newer = makeGrant()
  await signIn(newer, session)
  held.reject(failure('session-over'))

  await expect(renewing).rejects.toMatchObject({ code: 'session-over' })
  expect((await read(session))?.grants).toEqual([newer])
})

// A server that does not rotate leaves the refresh token; keys that cannot be read leave the access token.
test.each([
  ['access token', { accessToken: 'at-newer' }],
  ['refresh token', { refreshToken: 'rt-newer' }],
])('a late answer ends and replaces nothing where the %s alone is newer', async (_which, newer) => {
  for (const late of [
    async (old: Grant) => renewed(old),
    () => Promise.reject(failure('session-over')),
  ]) {
    const session = await stored(aged(null, 0))
    ask.mockImplementation(async (_registration, old) => {
      await sessionStore().update(session.key, (now) => withGrant(now, { ...old, ...newer }))
      return late(old)
    })

    await renewGrant(session, null, registrationOf).catch(() => null)

    expect((await read(session))?.grants).toEqual([{ ...session.grants[0], ...newer }])
  }
})

test('what another callback adds while the server answers is kept', async () => {
  const session = await stored(aged(null, 0))
  const answer = heldAnswer()
  const renewing = renewGrant(session, null, registrationOf)
  await answer.asked()

  const fern = makeGrant({ institutionId: 'fern' })
  await signIn(fern, session)
  answer.release()

  expect(grantFor(await renewing, 'fern')).toEqual(fern)
})

test('a session or grant that is gone is over, without asking', async () => {
  const session = await stored(aged('larkspur', 0))
  await endSession(session)

  for (const institutionId of ['larkspur', 'fern']) {
    const renewing = renewGrant(session, institutionId, registrationOf)
    await expect(renewing).rejects.toMatchObject({ code: 'session-over' })
  }
  expect(ask).not.toHaveBeenCalled()
})

test('a crash between answer and write ends at most that grant', async () => {
  const session = await stored(makeGrant(), aged('larkspur', 0))
  const update = vi.spyOn(sessionStore(), 'update').mockRejectedValueOnce(new Error('disk full'))

  await expect(renewGrant(session, 'larkspur', registrationOf)).rejects.toThrow('disk full')
  update.mockRestore()
  expect(await read(session)).toEqual(session)

  ask.mockRejectedValueOnce(failure('session-over'))
  await expect(renewGrant(session, 'larkspur', registrationOf)).rejects.toMatchObject({
    code: 'session-over',
  })
  expect((await read(session))?.grants).toEqual([session.grants[0]])
})

test('an API that refuses a token ends its grant, unless it was renewed meanwhile', async () => {
  const session = await stored(makeGrant(), aged('larkspur', 300_000))
  const refused = grantFor(session, 'larkspur')?.accessToken ?? ''
  await renewGrant(session, 'larkspur', registrationOf, { rejectedAccessToken: refused })

  await endGrant(session, 'larkspur', refused, registrationOf)
  expect((await read(session))?.grants).toHaveLength(2)
  expect(revoke).not.toHaveBeenCalled()

  await endGrant(session, 'larkspur', `at-${generation}`, registrationOf)
  expect((await read(session))?.grants).toEqual([session.grants[0]])
  expect(revoke.mock.calls.map(([, token]) => token)).toEqual([`rt-${generation}`])
})

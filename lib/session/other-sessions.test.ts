import { beforeEach, expect, test } from 'vitest'
import type { Grant } from '#lib/oauth/grant.ts'
import { endOtherSessions, findOtherSessions } from './other-sessions.ts'
import { sessionStore } from './session-store.ts'
import type { Session } from './store.ts'
import { startApp } from './testing/app.ts'
import { makeGrant, makeIdHash, makeSession } from './testing/make.ts'

beforeEach(() => {
  startApp()
})

async function signedIn(...grants: Grant[]): Promise<Session> {
  const session = makeSession({ grants })
  await sessionStore().create(session, makeIdHash())
  return session
}

const keys = (sessions: readonly Session[]) => sessions.map(({ key }) => key).toSorted()
const isLive = async ({ key }: Session) => (await sessionStore().read(key)) !== null

test("a person's other sessions are found, and nobody else's", async () => {
  const here = await signedIn(makeGrant(), makeGrant({ institutionId: 'larkspur' }))
  const phone = await signedIn(makeGrant())
  const tablet = await signedIn(makeGrant(), makeGrant({ institutionId: 'fern' }))
  await signedIn(makeGrant({ subject: 'grace' }))
  await signedIn(makeGrant({ issuer: 'https://elsewhere.test' }))

  const { sessions, more } = await findOtherSessions(here, 10)

  expect(keys(sessions)).toEqual(keys([phone, tablet]))
  expect(more).toBe(0)
})

test('no more are read than asked for, and the others are counted', async () => {
  const here = await signedIn(makeGrant())
  for (let count = 0; count < 5; count++) await signedIn(makeGrant())

  const { sessions, more } = await findOtherSessions(here, 3)

  expect(sessions).toHaveLength(3)
  expect(more).toBe(2)
})

test("ending the others ends each session of the person, and leaves this one and everybody else's", async () => {
  const here = await signedIn(makeGrant())
  const phone = await signedIn(makeGrant(), makeGrant({ institutionId: 'larkspur' }))
  const grace = await signedIn(makeGrant({ subject: 'grace' }))
  const namesake = await signedIn(makeGrant({ issuer: 'https://elsewhere.test' }))

  expect(await endOtherSessions(here)).toEqual([phone])

  expect(await isLive(phone)).toBe(false)
  expect(await Promise.all([here, grace, namesake].map(isLive))).toEqual([true, true, true])
  expect(await endOtherSessions(here)).toEqual([])
})

test('at several banks, a session is of the same person by any one of them', async () => {
  const at = (bank: string, subject: string) =>
    makeGrant({ institutionId: bank, issuer: `https://${bank}.test`, subject })
  const here = await signedIn(at('marram', 'm-1'), at('quince', 'q-1'))
  const both = [
    await signedIn(at('marram', 'm-1'), at('fern', 'f-9')),
    await signedIn(at('quince', 'q-1')),
  ]
  const stranger = await signedIn(at('quince', 'm-1'))

  expect(keys(await endOtherSessions(here))).toEqual(keys(both))
  expect(await isLive(stranger)).toBe(true)
})

test('a session that changes hands while it is looked for is left alone', async () => {
  const here = await signedIn(makeGrant())
  const other = await signedIn(makeGrant())

  const ending = endOtherSessions(here)
  const grants = [makeGrant({ subject: 'grace' })]
  await sessionStore().update(other.key, (session) => ({ ...session, grants }))

  expect(await ending).toEqual([])
  expect(await isLive(other)).toBe(true)
})

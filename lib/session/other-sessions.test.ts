import { beforeEach, expect, test, vi } from 'vitest'
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

async function endOthers(here: Session): Promise<Session[]> {
  const ended: Session[] = []
  for await (const session of endOtherSessions(here)) ended.push(session)
  return ended
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

test("a session that a mark leads to by mistake is not shown, nor ended: it is somebody else's", async () => {
  const here = await signedIn(makeGrant())
  const grace = await signedIn(makeGrant({ subject: 'grace' }))
  vi.spyOn(sessionStore(), 'keysMarked').mockResolvedValue([here.key, grace.key])

  expect((await findOtherSessions(here, 10)).sessions).toEqual([])
  expect(await endOthers(here)).toEqual([])
  expect(await isLive(grace)).toBe(true)
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

  expect(await endOthers(here)).toEqual([phone])

  expect(await isLive(phone)).toBe(false)
  expect(await Promise.all([here, grace, namesake].map(isLive))).toEqual([true, true, true])
  expect(await endOthers(here)).toEqual([])
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

  expect(keys(await endOthers(here))).toEqual(keys(both))
  expect(await isLive(stranger)).toBe(true)
})

test('a session that changes hands while it is looked for is left alone', async () => {
  const here = await signedIn(makeGrant())
  const other = await signedIn(makeGrant())

  const ending = endOthers(here)
  const grants = [makeGrant({ subject: 'grace' })]
  await sessionStore().update(other.key, (session) => ({ ...session, grants }))

  expect(await ending).toEqual([])
  expect(await isLive(other)).toBe(true)
})

test('where the store fails in the middle, what has ended by then is answered', async () => {
  const here = await signedIn(makeGrant())
  const others = [await signedIn(makeGrant()), await signedIn(makeGrant())]
  const update = vi.spyOn(sessionStore(), 'update')
  const ended: Session[] = []
  const ending = async () => {
    for await (const session of endOtherSessions(here)) {
      ended.push(session)
      update.mockRejectedValueOnce(new Error('the store fails'))
    }
  }

  await expect(ending()).rejects.toThrow('the store fails')

  expect(ended).toHaveLength(1)
  const live = await Promise.all(others.map(isLive))
  expect(live.filter(Boolean)).toHaveLength(1)
  expect(keys(await endOthers(here))).toEqual(keys(others.filter((_, at) => live[at])))
})

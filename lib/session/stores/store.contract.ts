import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { personMark, sidMark } from '#lib/session/session-marks.ts'
import type { SessionStore } from '#lib/session/store.ts'
import { makeGrant, makeIdHash, makeSession } from '#lib/session/testing/make.ts'

/** A place to keep sessions, empty: each call of `open` is another process that uses it. */
export type Storage = Readonly<{
  open: (secrets?: readonly string[]) => SessionStore
  /** Time passes in the storage too, where it has a clock of its own. */
  pass?: (ms: number) => Promise<void>
  dispose: () => Promise<void>
}>

const start = new Date('2026-03-02T09:00:00Z')

/** What every store promises. A store's own test file runs it against itself. */
export function testStoreContract(createStorage: () => Promise<Storage>): void {
  let storage: Storage
  let opened: SessionStore[]

  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    storage = await createStorage()
    opened = []
  })

  afterEach(async () => {
    for (const store of opened) await store.close()
    await storage.dispose()
    vi.useRealTimers()
  })

  function open(secrets?: readonly string[]): SessionStore {
    const store = storage.open(secrets)
    opened.push(store)
    return store
  }

  async function passMs(ms: number): Promise<void> {
    vi.setSystemTime(Date.now() + ms)
    await storage.pass?.(ms)
  }

  test('a session is found by its id and by its key, in every process', async () => {
    const [one, other] = [open(), open()]
    const session = makeSession({ grants: [makeGrant(), makeGrant({ institutionId: 'larkspur' })] })
    const idHash = makeIdHash()

    await one.create(session, idHash)

    expect(await one.find(idHash)).toEqual(session)
    expect(await other.find(idHash)).toEqual(session)
    expect(await other.read(session.key)).toEqual(session)
    expect(await one.find(makeIdHash())).toBeNull()
    expect(await one.find(session.key)).toBeNull()
    expect(await one.read(idHash)).toBeNull()
  })

  test('what was typed is kept with the session, and goes when nothing is typed', async () => {
    const store = open()
    const session = makeSession()
    await store.create(session, makeIdHash())
    const draft = { id: 'd', form: '/f', attempt: 1, typed: { name: 'Rent' }, began: '{}' }
    const drafts = [{ ...draft, outcome: 'conflict', requestId: null, sentAt: 1 }]

    await store.update(session.key, (now) => ({ ...now, drafts }))
    expect(await open().read(session.key)).toEqual({ ...session, drafts })

    await store.update(session.key, ({ drafts: _gone, ...now }) => now)
    expect(await open().read(session.key)).toEqual(session)
  })

  test('a session survives a restart', async () => {
    const before = storage.open()
    const session = makeSession()
    const idHash = makeIdHash()
    await before.create(session, idHash)
    await before.close()

    expect(await open().find(idHash)).toEqual(session)
  })

  test('a session ends with its idle time', async () => {
    const store = open()
    const idHash = makeIdHash()
    const session = makeSession({ idleExpiresAt: Date.now() + 2_000 })
    await store.create(session, idHash)

    await passMs(1_999)
    expect(await store.find(idHash)).not.toBeNull()

    await passMs(1)
    expect(await store.find(idHash)).toBeNull()
    expect(await store.read(session.key)).toBeNull()
  })

  test('activity moves the idle end, never back and never beyond the absolute end', async () => {
    const store = open()
    const session = makeSession({
      idleExpiresAt: Date.now() + 2_000,
      absoluteExpiresAt: Date.now() + 5_000,
    })
    await store.create(session, makeIdHash())
    const idleEnd = async () => (await store.read(session.key))?.idleExpiresAt

    await store.touch(session.key, Date.now() + 3_000)
    expect(await idleEnd()).toBe(Date.now() + 3_000)

    await store.touch(session.key, Date.now() + 1_000)
    expect(await idleEnd()).toBe(Date.now() + 3_000)

    await store.touch(session.key, Date.now() + 60_000)
    expect(await idleEnd()).toBe(session.absoluteExpiresAt)

    await passMs(5_000)
    expect(await store.read(session.key)).toBeNull()
  })

  test('an idle end beyond the absolute end is cut, also when a session is made or changed', async () => {
    const store = open()
    const end = Date.now() + 1_000
    const session = makeSession({ idleExpiresAt: end + 5_000, absoluteExpiresAt: end })

    await store.create(session, makeIdHash())
    expect((await store.read(session.key))?.idleExpiresAt).toBe(end)

    const changed = await store.update(session.key, (now) => ({
      ...now,
      idleExpiresAt: end + 9_000,
    }))
    expect(changed?.idleExpiresAt).toBe(end)
    expect((await store.read(session.key))?.idleExpiresAt).toBe(end)
  })

  test('what is over comes back neither by activity nor by a change', async () => {
    const store = open()
    const ended = makeSession()
    const expired = makeSession({ idleExpiresAt: Date.now() + 1_000 })
    await store.create(ended, makeIdHash())
    await store.create(expired, makeIdHash())
    await store.delete(ended.key)
    await passMs(1_000)

    for (const { key } of [ended, expired]) {
      await store.touch(key, Date.now() + 60_000)
      const change = vi.fn((session) => session)
      expect(await store.update(key, change, makeIdHash())).toBeNull()
      expect(change).not.toHaveBeenCalled()
      expect(await store.read(key)).toBeNull()
      expect(await store.delete(key)).toBeNull()
    }
  })

  test('a change sees what the last one wrote, in whatever process', async () => {
    const [one, other] = [open(), open()]
    const session = makeSession({ grants: [] })
    await one.create(session, makeIdHash())
    const add = (store: SessionStore, institutionId: string) =>
      store.update(session.key, (now) => ({
        ...now,
        grants: [...now.grants, makeGrant({ institutionId })],
      }))

    const names = Array.from({ length: 20 }, (_, index) => `institution-${index}`)
    await Promise.all(names.map((name, index) => add(index % 2 ? one : other, name)))

    const kept = (await one.read(session.key))?.grants.map((grant) => grant.institutionId)
    expect(kept?.toSorted()).toEqual(names.toSorted())
  })

  test('a change that throws changes nothing, and the store goes on', async () => {
    const store = open()
    const session = makeSession()
    await store.create(session, makeIdHash())

    const refused = store.update(session.key, () => {
      throw new Error('refused')
    })

    await expect(refused).rejects.toThrow('refused')
    expect(await store.read(session.key)).toEqual(session)
    expect(await store.update(session.key, (now) => now)).toEqual(session)
  })

  test('a change may end the session', async () => {
    const store = open()
    const session = makeSession()
    await store.create(session, makeIdHash())

    expect(await store.update(session.key, () => null)).toBeNull()
    expect(await store.read(session.key)).toBeNull()
  })

  test('a new id replaces the old one at once, and the key stays', async () => {
    const store = open()
    const session = makeSession()
    const [oldHash, newHash] = [makeIdHash(), makeIdHash()]
    await store.create(session, oldHash)

    const changed = await store.update(session.key, (now) => ({ ...now, createdAt: 1 }), newHash)

    expect(changed).toEqual({ ...session, createdAt: 1 })
    expect(await store.find(oldHash)).toBeNull()
    expect(await store.find(newHash)).toEqual(changed)
    expect(await store.read(session.key)).toEqual(changed)
  })

  test('ending a session answers it once, as it was', async () => {
    const store = open()
    const session = makeSession()
    const idHash = makeIdHash()
    await store.create(session, idHash)

    expect(await store.delete(session.key)).toEqual(session)
    expect(await store.delete(session.key)).toBeNull()
    expect(await store.find(idHash)).toBeNull()
  })

  test('sessions are found by the marks of their grants, as long as they live', async () => {
    const [one, other] = [open(), open()]
    const issuer = 'https://issuer.test'
    const sameSid = [
      makeGrant({ sid: 's-1' }),
      makeGrant({ sid: 's-1', institutionId: 'larkspur' }),
    ]
    const first = makeSession({ grants: sameSid })
    const second = makeSession({
      grants: [makeGrant({ sid: 's-2' })],
      idleExpiresAt: Date.now() + 2_000,
    })
    const foreign = makeSession({
      grants: [makeGrant({ issuer: 'https://other.test', sid: 's-1' })],
    })
    for (const session of [first, second, foreign]) await one.create(session, makeIdHash())
    const keys = async (mark: string) => (await other.keysMarked(mark)).toSorted()

    expect(await keys(sidMark(issuer, 's-1'))).toEqual([first.key])
    expect(await keys(sidMark(issuer, 's-2'))).toEqual([second.key])
    expect(await keys(personMark(issuer, 'ada'))).toEqual([first.key, second.key].toSorted())
    expect(await keys(personMark(issuer, 's-1'))).toEqual([])

    const moved = makeGrant({ issuer: 'https://bank.test', subject: 'ben', sid: 's-9' })
    await other.update(first.key, (now) => ({ ...now, grants: [moved] }), makeIdHash())
    expect(await keys(sidMark(issuer, 's-1'))).toEqual([])
    expect(await keys(sidMark('https://bank.test', 's-9'))).toEqual([first.key])

    await one.touch(second.key, Date.now() + 4_000)
    await passMs(3_000)
    expect(await keys(personMark(issuer, 'ada'))).toEqual([second.key])
    await passMs(1_000)
    expect(await keys(personMark(issuer, 'ada'))).toEqual([])
    await one.delete(first.key)
    expect(await keys(sidMark('https://bank.test', 's-9'))).toEqual([])
  })

  test('what was noted last is there until its end, in whatever process', async () => {
    const [one, other] = [open(), open()]

    await one.note('door', 'open', Date.now() + 1_000)
    await other.note('door', 'shut', Date.now() + 2_000)

    await passMs(1_999)
    expect(await one.noted('door')).toBe('shut')
    expect(await one.noted('window')).toBeNull()
    await passMs(1)
    expect(await one.noted('door')).toBeNull()
  })

  test('one holder at a time has a lock, in whatever process', async () => {
    const [one, other] = [open(), open()]

    const holder = await one.lock('door', 1_000)
    expect(holder).not.toBeNull()
    expect(await other.lock('door', 1_000)).toBeNull()
    expect(await one.lock('door', 1_000)).toBeNull()
    expect(await other.lock('window', 1_000)).not.toBeNull()

    expect(await one.unlock('door', holder ?? '')).toBe(true)
    expect(await other.lock('door', 1_000)).not.toBeNull()
  })

  test('a lock is taken over after its lease, and then the late holder cannot free it', async () => {
    const [one, other] = [open(), open()]
    const late = await one.lock('door', 1_000)

    await passMs(999)
    expect(await other.lock('door', 1_000)).toBeNull()
    await passMs(1)
    const next = await other.lock('door', 1_000)
    expect(next).not.toBeNull()

    expect(await one.unlock('door', late ?? '')).toBe(false)
    expect(await one.lock('door', 1_000)).toBeNull()
    await other.unlock('door', next ?? '')
    expect(await one.lock('door', 1_000)).not.toBeNull()
  })

  test('what is used once cannot be used again, in whatever process, until it is forgotten', async () => {
    const [one, other] = [open(), open()]
    const end = Date.now() + 1_000

    const answers = await Promise.all(
      [one, other, one].map((store) => store.markUsed('state', end)),
    )
    expect(answers.filter(Boolean)).toHaveLength(1)
    expect(await one.markUsed('another', end)).toBe(true)

    await passMs(999)
    expect(await one.markUsed('state', end)).toBe(false)
    await passMs(1)
    expect(await one.markUsed('state', end + 1_000)).toBe(true)
  })

  test('a record that no secret of ours opens is no session', async () => {
    const [ours, foreign] = [open(), open(['another secret of at least 32 chars'])]
    const session = makeSession()
    const idHash = makeIdHash()
    await ours.create(session, idHash)

    expect(await foreign.find(idHash)).toBeNull()
    expect(await foreign.read(session.key)).toBeNull()
    expect(await foreign.update(session.key, (now) => now)).toBeNull()
    expect(await ours.find(idHash)).toEqual(session)
  })

  test('secrets rotate in two roll-outs that sign nobody out', async () => {
    const [first, second] = [
      'the first secret of all, 32 and more',
      'the second secret, 32 and more too',
    ]
    const generations = [[first], [first, second], [second, first]].map((secrets) => open(secrets))
    const [before, appended, moved] = generations
    const sessions = [makeSession(), makeSession(), makeSession()]
    const everybody = (store: SessionStore | undefined, known: typeof sessions) =>
      Promise.all(known.map(async ({ key }) => expect(await store?.read(key)).not.toBeNull()))

    for (const [index, session] of sessions.entries()) {
      await generations[index]?.create(session, makeIdHash())
      // During each roll-out the generation before and the one after are up together.
      if (index === 1) await everybody(before, sessions.slice(0, 2))
      if (index === 2) await everybody(appended, sessions)
      await everybody(generations[index], sessions.slice(0, index + 1))
    }
    await everybody(moved, sessions)
  })

  test('answers whether it can be reached', async () => {
    const store = storage.open()
    await store.check()
    await store.close()
    await expect(store.check()).rejects.toThrow()
  })
}

import { afterAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { recordSeal } from '#lib/session/seal.ts'
import { personMark } from '#lib/session/session-marks.ts'
import type { SessionStore } from '#lib/session/store.ts'
import { makeGrant, makeIdHash, makeSession, secret } from '#lib/session/testing/make.ts'
import { redisStorage } from '#lib/session/testing/redis-storage.ts'
import { startGate } from '#lib/testing/tcp-gate.ts'
import { freePort } from '../../../scripts/port.ts'
import { redisForTests, whyNoRedis } from '../../../scripts/redis-server.ts'
import { remove } from './redis-scripts.ts'
import { isRedisFault, openRedisStore } from './redis-store.ts'
import { testStoreContract } from './store.contract.ts'

vi.mock('#lib/log.ts', () => ({ log: () => ({ warn: vi.fn(), info: vi.fn() }) }))

const redis = await redisForTests()
const url = redis?.url ?? ''
afterAll(() => redis?.stop())

if (redis) testStoreContract(async () => redisStorage(url))
else test.skip(whyNoRedis, () => {})

test('a change goes on for a second and a half where Redis fails, and is given up then', async () => {
  const store = openRedisStore(`redis://127.0.0.1:${await freePort()}`, recordSeal([secret]))
  let now = 1_000
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now)
  onTestFinished(async () => {
    clock.mockRestore()
    await store.close()
  })
  const fiveMoreTries = () => {
    const before = clock.mock.calls.length
    const triedFive = () => expect(clock.mock.calls.length).toBeGreaterThan(before + 5)
    return vi.waitFor(triedFive, 5_000)
  }
  const settled = vi.fn()

  const changing = store.update('key', (session) => session)
  changing.then(settled, settled)
  await fiveMoreTries()
  now += 1_500
  await fiveMoreTries()
  expect(settled).not.toHaveBeenCalled()
  now += 1

  await expect(changing).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

describe.skipIf(!redis)('in Redis', () => {
  let storage: ReturnType<typeof redisStorage>

  beforeEach(() => {
    storage = redisStorage(url)
    return () => storage.dispose()
  })

  function closing(store: SessionStore): SessionStore {
    onTestFinished(() => store.close())
    return store
  }

  test('nothing of a session outlives it, and all of it ends by itself', async () => {
    const store = closing(storage.open())
    const session = makeSession({ grants: [makeGrant({ sid: 's-1' })] })
    const idHash = makeIdHash()
    await store.create(session, idHash)
    expect(await storage.names()).toHaveLength(4)
    for (const name of await storage.names()) {
      const leftMs = session.idleExpiresAt - Date.now()
      expect(Math.abs(Number(await storage.send('PTTL', name)) - leftMs)).toBeLessThan(2_000)
    }

    const newHash = makeIdHash()
    const moved = { grants: [makeGrant({ subject: 'ben' })] }
    await store.update(session.key, (now) => ({ ...now, ...moved }), newHash)
    expect(await storage.names()).toEqual([
      `id:${newHash}`,
      `mark:${personMark('https://issuer.test', 'ben')}`,
      `session:${session.key}`,
    ])

    await store.delete(session.key)
    expect(await storage.names()).toEqual([])
  })

  test('an index lives as long as the last of its sessions', async () => {
    const store = closing(storage.open())
    const [short, long] = [1, 5].map((seconds) =>
      makeSession({ idleExpiresAt: Date.now() + seconds * 60_000 }),
    )
    if (!short || !long) return
    const mark = personMark('https://issuer.test', 'ada')
    await store.create(long, makeIdHash())
    await store.create(short, makeIdHash())
    expect(Number(await storage.send('PTTL', `mark:${mark}`))).toBeGreaterThan(4 * 60_000)

    await store.touch(short.key, Date.now() + 10 * 60_000)
    expect(Number(await storage.send('PTTL', `mark:${mark}`))).toBeGreaterThan(9 * 60_000)
  })

  test('a session is over by our clock, whatever that of Redis says', async () => {
    const store = closing(storage.open())
    const idHash = makeIdHash()
    const session = makeSession({ idleExpiresAt: Date.now() + 60_000 })
    await store.create(session, idHash)

    vi.useFakeTimers({ toFake: ['Date'], now: session.idleExpiresAt })
    onTestFinished(() => void vi.useRealTimers())
    expect(await store.find(idHash)).toBeNull()
    await store.touch(session.key, Date.now() + 60_000)
    expect(await store.read(session.key)).toBeNull()
    expect(await store.keysMarked(personMark('https://issuer.test', 'ada'))).toEqual([])
  })

  test('fifty changes at once, in two processes, are all kept', async () => {
    const stores = [closing(storage.open()), closing(storage.open())]
    const session = makeSession({ grants: [] })
    await stores[0]?.create(session, makeIdHash())

    const names = Array.from({ length: 50 }, (_, index) => `institution-${index}`)
    await Promise.all(
      names.map((institutionId, index) =>
        stores[index % 2]?.update(session.key, (now) => ({
          ...now,
          grants: [...now.grants, makeGrant({ institutionId })],
        })),
      ),
    )

    const kept = (await stores[1]?.read(session.key))?.grants.map((grant) => grant.institutionId)
    expect(kept?.toSorted()).toEqual(names.toSorted())
  })

  test('activity during a change is not undone by it', async () => {
    const store = closing(storage.open())
    const session = makeSession({ idleExpiresAt: Date.now() + 60_000 })
    await store.create(session, makeIdHash())
    const end = session.idleExpiresAt + 60_000
    let touched: Promise<void> | undefined

    await store.update(session.key, (now) => {
      touched ??= store.touch(session.key, end)
      return { ...now, createdAt: 1 }
    })
    await touched

    expect(await store.read(session.key)).toMatchObject({ createdAt: 1, idleExpiresAt: end })
  })

  test('a change that others always come before is given up', async () => {
    const store = closing(storage.open())
    const session = makeSession()
    await store.create(session, makeIdHash())
    let end = session.idleExpiresAt
    const beActive = () => store.touch(session.key, ++end)
    // So that Redis knows the script by its sum, and is active before the change is written.
    await beActive()
    const random = vi.spyOn(Math, 'random').mockReturnValue(0)
    onTestFinished(() => random.mockRestore())

    const active: Promise<void>[] = []
    const changing = store.update(session.key, (now) => {
      active.push(beActive())
      return { ...now, createdAt: 1 }
    })

    const fault = await changing.catch((error) => error)
    expect(isRedisFault(fault)).toBe(true)
    expect(fault).toMatchObject({ code: 'contention' })
    await Promise.all(active)
    expect((await store.read(session.key))?.createdAt).toBe(session.createdAt)
  })

  test('what a change throws is no fault of Redis, and not tried again', async () => {
    const store = closing(storage.open())
    const session = makeSession()
    await store.create(session, makeIdHash())
    const bug = new TypeError('a bug in a change')
    const change = vi.fn(() => {
      throw bug
    })

    await expect(store.update(session.key, change)).rejects.toBe(bug)
    expect(change).toHaveBeenCalledOnce()
    expect(isRedisFault(bug)).toBe(false)
  })

  /** The same corner, reached through a gate. */
  async function behindGate() {
    const { hostname, port } = new URL(url)
    const gate = await startGate(Number(port || 6379), hostname)
    onTestFinished(gate.close)
    const through = Object.assign(new URL(url), { hostname: '127.0.0.1', port: gate.port })
    return { gate, store: closing(storage.openAt(through.href)) }
  }

  test('a change outlasts a broken connection, and is made once', async () => {
    const { gate, store } = await behindGate()
    const session = makeSession({ grants: [] })
    await store.create(session, makeIdHash())
    const write = () => storage.send('HGET', `session:${session.key}`, 'write').then(String)
    const before = await write()

    const changing = store.update(session.key, (now) => {
      gate.holdAnswers()
      return { ...now, grants: [...now.grants, makeGrant()] }
    })
    await vi.waitFor(async () => expect(await write()).not.toBe(before))
    gate.cut()

    expect((await changing)?.grants).toHaveLength(1)
    expect((await store.read(session.key))?.grants).toHaveLength(1)
  })

  test('an end whose answer got lost still answers what has ended', async () => {
    const { gate, store } = await behindGate()
    const [another, session] = [makeSession(), makeSession()]
    await store.create(another, makeIdHash())
    await store.create(session, makeIdHash())
    // So that Redis knows the script by its sum.
    await store.delete(another.key)

    gate.holdAnswerTo(remove.sha)
    const ending = store.delete(session.key)
    await vi.waitFor(async () => expect(await storage.names()).toEqual([]))
    gate.cut()

    expect(await ending).toEqual(session)
  })

  test('of two who end a session, one is answered what has ended', async () => {
    const stores = [closing(storage.open()), closing(storage.open())]
    const session = makeSession()
    await stores[0]?.create(session, makeIdHash())

    const ended = await Promise.all(stores.map((store) => store.delete(session.key)))

    expect(ended.filter((one) => one !== null)).toEqual([session])
  })

  test.each([
    ['under the id of another session', 'id', 'a-stolen-id'],
    ['with a longer life', 'absolute', '99999999999999'],
    ['as if it had begun later', 'created', '1'],
    ['with something else in the seal', 'sealed', 'x'.repeat(100)],
  ])('a record that somebody rewrote %s does not open', async (_how, field, value) => {
    const store = closing(storage.open())
    const session = makeSession()
    await store.create(session, makeIdHash())
    await storage.send('HSET', `session:${session.key}`, field, value)

    expect(await store.read(session.key)).toBeNull()
  })

  test('no token, id or name can be read there', async () => {
    const store = closing(storage.open())
    const tokens = { accessToken: 'canary-at', refreshToken: 'canary-rt', idToken: 'canary-it' }
    const session = makeSession({ grants: [makeGrant(tokens)] })
    await store.create(session, makeIdHash())

    const values = String(await storage.send('HVALS', `session:${session.key}`))
    const all = [await storage.names(), values].join()
    expect(all).toContain(String(session.idleExpiresAt))
    for (const word of ['canary', 'Ada Okafor', secret, 'issuer.test']) {
      expect(all).not.toContain(word)
    }
  })
})

import { setImmediate } from 'node:timers/promises'
import { beforeEach, expect, test, vi } from 'vitest'
import { watch } from '#lib/testing/witness.ts'
import { withLock } from './lock.ts'
import { sessionStore } from './session-store.ts'
import { startApp } from './testing/app.ts'

// Waiting is a turn of the event loop, in which the clock goes on by as much.
vi.mock('node:timers/promises', async (actual) => ({
  ...(await actual<object>()),
  setTimeout: async (ms: number) => {
    vi.setSystemTime(Date.now() + ms)
    await setImmediate()
  },
}))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  startApp()
  return () => vi.useRealTimers()
})

test('what runs under one name runs one after the other', async () => {
  const happened: string[] = []
  const work = (name: string) => async () => {
    happened.push(`${name} begins`)
    for (let turn = 0; turn < 20; turn++) await setImmediate()
    happened.push(`${name} ends`)
  }

  await Promise.all(['one', 'two'].map((name) => withLock(sessionStore(), 'door', work(name))))

  expect(happened).toEqual(['one begins', 'one ends', 'two begins', 'two ends'])
})

test('other names do not wait', async () => {
  const inside = await withLock(sessionStore(), 'door', () =>
    withLock(sessionStore(), 'window', async () => 'in'),
  )
  expect(inside).toBe('in')
})

test('work that fails gives its lock back', async () => {
  const failing = withLock(sessionStore(), 'door', () => Promise.reject(new Error('failed')))
  await expect(failing).rejects.toThrow('failed')
  expect(await sessionStore().lock('door', 1_000)).not.toBeNull()
})

test('who waits ten seconds gives up, and has not worked', async () => {
  await sessionStore().lock('door', 60_000)
  const began = Date.now()
  const work = vi.fn()

  const waiting = withLock(sessionStore(), 'door', work)

  await expect(waiting).rejects.toMatchObject({
    code: 'issuer-unavailable',
    message: 'another request takes too long with it',
  })
  expect(Date.now() - began).toBe(10_000)
  expect(work).not.toHaveBeenCalled()
})

test('the lock of a process that died is taken over when its lease ends', async () => {
  await sessionStore().lock('door', 9_000)
  const began = Date.now()
  await withLock(sessionStore(), 'door', async () => {
    expect(Date.now() - began).toBe(9_000)
  })
})

test('a lock that is held outlives the work, until what it is held for has ended', async () => {
  const store = sessionStore()
  const writing = Promise.withResolvers<void>()

  const failed = withLock(store, 'door', async (hold) => {
    hold(writing.promise)
    throw new Error('given up on who waits')
  })
  await expect(failed).rejects.toThrow('given up')
  expect(await store.lock('door', 1_000)).toBeNull()

  writing.reject(new Error('not even later'))
  await vi.waitFor(async () => expect(await store.lock('door', 1_000)).not.toBeNull())
})

test('whose lock another has taken over meanwhile, is told of; nobody else', async () => {
  const lines = recorded()
  const work = (ms: number) => async () => {
    passMs(ms)
    await sessionStore().lock('door', 60_000)
    return 'done'
  }

  expect(await withLock(sessionStore(), 'door', work(29_999))).toBe('done')
  expect(lines).toEqual([])

  expect(await withLock(sessionStore(), 'door', work(30_000))).toBe('done')
  expect(lines).toEqual(['lock-lost'])
  expect(await sessionStore().lock('door', 1_000)).toBeNull()
})

test('a lock that cannot be given back is not said to be lost: the work counts', async () => {
  const lines = recorded()
  vi.spyOn(sessionStore(), 'unlock').mockRejectedValue(new Error('no store'))

  expect(await withLock(sessionStore(), 'door', async () => 'done')).toBe('done')
  expect(lines).toEqual([])
})

const passMs = (ms: number) => vi.setSystemTime(Date.now() + ms)

/** The names of what is written to the log from now on. */
function recorded(): string[] {
  const lines: string[] = []
  watch({ recorded: (event) => void lines.push(event) })
  return lines
}

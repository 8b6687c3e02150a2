import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { recordSeal } from '#lib/session/seal.ts'
import type { SessionStore } from '#lib/session/store.ts'
import { makeIdHash, makeSession, secret } from '#lib/session/testing/make.ts'
import { openRecoveringStore } from './sqlite-recovery.ts'
import { openSqliteStore } from './sqlite-store.ts'

const warn = vi.hoisted(() => vi.fn())
vi.mock('#lib/log.ts', () => ({ log: () => ({ warn }) }))

const home = mkdtempSync(join(tmpdir(), 'foyer-recovery-'))
afterAll(() => rmSync(home, { recursive: true }))
beforeEach(() => warn.mockClear())

let folders = 0
function begin() {
  const file = join(home, String(++folders), 'sessions.db')
  const seal = recordSeal([secret])
  return { file, store: openRecoveringStore(file, () => openSqliteStore(file, seal)) }
}

const events = () => warn.mock.calls.map(([{ event }]) => event)

test('a file that cannot be opened is tried again at the next use', async () => {
  const { file, store } = begin()
  const folder = dirname(file)
  writeFileSync(folder, 'in the way')
  await expect(store.check()).rejects.toThrow()

  rmSync(folder)
  await store.check()

  const session = makeSession()
  await store.create(session, makeIdHash())
  expect(await store.read(session.key)).toEqual(session)
})

test('a file that is taken away is begun anew, and that is told once', async () => {
  const { file, store } = begin()
  const before = makeSession()
  await store.create(before, makeIdHash())

  rmSync(dirname(file), { recursive: true })
  expect(await store.read(before.key)).toBeNull()
  const after = makeSession()
  await store.create(after, makeIdHash())

  expect(await store.read(after.key)).toEqual(after)
  expect(events()).toEqual(['session-file-gone'])
})

test.each<[string, (file: string) => void]>([
  ['overwritten', (file) => writeFileSync(file, 'noise '.repeat(20_000))],
  ['cut short', (file) => truncateSync(file, 8_192)],
])('a file that is %s while it is in use is moved aside', async (_how, spoil) => {
  const { file, store } = begin()
  for (let i = 0; i < 100; i++) await store.create(makeSession(), makeIdHash())
  emptyLog(file)
  spoil(file)

  // What SQLite still has in memory may serve for a while.
  const session = makeSession()
  await vi.waitFor(async () => {
    await store.keysMarked('any')
    await store.read(makeSession().key)
    await store.create(makeSession(), makeIdHash())
    expect(events()).toEqual(['session-file-moved'])
  })
  await store.create(session, makeIdHash())

  expect(await store.read(session.key)).toEqual(session)
  expect(readdirSync(dirname(file)).some((name) => /unusable-\d+$/.test(name))).toBe(true)
})

test('a write waits while another process holds the file, and nothing waits with it', async () => {
  const { file, store } = begin()
  const session = makeSession()
  await store.create(session, makeIdHash())
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')

  let done = false
  const written = store.markUsed('state', Date.now() + 1_000).then(() => {
    done = true
  })
  for (let i = 0; i < 10; i++) expect(await store.read(session.key)).toEqual(session)
  expect(done).toBe(false)
  other.exec('COMMIT')
  await written

  other.exec('BEGIN IMMEDIATE')
  const askedAt = performance.now()
  await expect(store.lock('door', 1_000)).rejects.toThrow(/locked/)
  expect(performance.now() - askedAt).toBeLessThan(2_000)
  other.close()
})

test('a store that is closed leaves nothing open, and one that was never used has nothing to close', async () => {
  const { file, store } = begin()
  await store.close()
  await store.check()
  expect(readdirSync(dirname(file))).toContain('sessions.db-wal')

  await store.close()
  expect(readdirSync(dirname(file))).toEqual(['sessions.db'])
})

test('calls that meet the same damage open the file anew once', async () => {
  const { store, open, goesOn } = scripted([[damaged(), damaged()], []])
  await store.check()

  await Promise.all([store.check(), store.check()])
  await store.check()

  expect(open).toHaveBeenCalledTimes(2)
  expect(goesOn).toEqual([false, true])
})

test('a call opens a damaged file anew once, and what is wrong then is an error', async () => {
  const again = damaged()
  const { store, open } = scripted([[damaged(), damaged()], [again, again], []])
  await store.check()

  const both = await Promise.allSettled([store.check(), store.check()])

  expect(both).toEqual(Array(2).fill({ status: 'rejected', reason: again }))
  expect(open).toHaveBeenCalledTimes(2)
})

test('who meets damage after a file could not be opened anew tries it again', async () => {
  const { store, open } = scripted([[damaged(), damaged()], 'cannot be opened', []])
  await store.check()

  const [one, other] = await Promise.allSettled([store.check(), store.check()])

  expect(one).toMatchObject({ status: 'rejected', reason: { message: 'cannot be opened' } })
  expect(other).toMatchObject({ status: 'fulfilled' })
  expect(open).toHaveBeenCalledTimes(3)
})

test('what is no damage is not tried again', async () => {
  const bug = new TypeError('a bug in a change')
  const { store, open, goesOn } = scripted([[bug]])
  await store.check()

  await expect(store.check()).rejects.toBe(bug)
  expect(open).toHaveBeenCalledOnce()
  expect(goesOn).toEqual([true])
})

const damaged = () =>
  Object.assign(new Error('malformed'), { code: 'ERR_SQLITE_ERROR', errcode: 11 })

/**
 * A store over a file that is opened with these outcomes in turn: why it cannot be, or what its calls
 * throw until they have thrown it all. The first call of the first one succeeds. `goesOn` tells of each
 * that was opened whether it is open still.
 */
function scripted(outcomes: readonly (string | readonly (Error | undefined)[])[]) {
  const goesOn: boolean[] = []
  let opened = 0
  const open = vi.fn(() => {
    const outcome = outcomes[opened++] ?? []
    if (typeof outcome === 'string') throw new Error(outcome)
    const index = goesOn.push(true) - 1
    const toThrow = [...(opened === 1 ? [undefined] : []), ...outcome]
    return {
      check: async () => {
        const error = toThrow.shift()
        if (error) throw error
      },
      close: async () => {
        goesOn[index] = false
      },
    } as unknown as SessionStore
  })
  return { store: openRecoveringStore(join(home, 'none.db'), open), open, goesOn }
}

/** As another process does that looks into the file: what is written gets into the file itself. */
function emptyLog(file: string): void {
  const db = new DatabaseSync(file)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}

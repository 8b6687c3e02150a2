import { existsSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { recordSeal } from '#lib/session/seal.ts'
import { personMark } from '#lib/session/session-marks.ts'
import { makeGrant, makeIdHash, makeSession, secret } from '#lib/session/testing/make.ts'
import { openSqliteStore } from './sqlite-store.ts'
import { testStoreContract } from './store.contract.ts'

const warn = vi.hoisted(() => vi.fn())
vi.mock('#lib/log.ts', () => ({ log: () => ({ warn }) }))

const home = mkdtempSync(join(tmpdir(), 'foyer-sessions-'))
afterAll(() => rm(home, { recursive: true }))
beforeEach(() => warn.mockClear())

/** What SQLite reads and writes at once. */
const pageBytes = 4_096
const hourMs = 3_600_000

let folders = 0
const newFile = () => join(home, String(++folders), 'deep', 'sessions.db')
const open = (file: string, secrets: readonly string[] = [secret]) =>
  openSqliteStore(file, recordSeal(secrets))

testStoreContract(async () => {
  const file = newFile()
  return { open: (secrets) => open(file, secrets), dispose: async () => {} }
})

test.skipIf(process.platform === 'win32')(
  'only this user reads the file and its folder',
  async () => {
    const file = newFile()
    const store = open(file)
    await store.create(makeSession(), makeIdHash())

    const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8)
    expect(modeOf(join(file, '..'))).toBe('700')
    expect([file, `${file}-wal`, `${file}-shm`].map(modeOf)).toEqual(['600', '600', '600'])
    await store.close()
  },
)

test('no token, key material or name can be read in the file', async () => {
  const file = newFile()
  const store = open(file)
  const grant = makeGrant({
    accessToken: 'canary-at',
    refreshToken: 'canary-rt',
    idToken: 'canary-it',
  })
  await store.create(makeSession({ grants: [grant] }), makeIdHash())
  const bytes = [file, `${file}-wal`].map((path) => readFileSync(path, 'latin1')).join('')
  await store.close()

  expect(bytes).toContain('sealed_grants')
  for (const word of ['canary', 'Ada Okafor', secret]) expect(bytes).not.toContain(word)
})

test.each([
  ['under the id of another session', 'id_hash = ?', 'a-stolen-id'],
  ['with a longer life', 'absolute_expires_at = absolute_expires_at + ?', 1],
  ['as if it had begun later', 'created_at = created_at + ?', 1],
  ['with more in the seal', 'sealed_grants = CAST(sealed_grants || ? AS BLOB)', 'x'],
])('a row that somebody rewrote %s does not open', async (_how, change, value) => {
  const file = newFile()
  const store = open(file)
  const session = makeSession()
  await store.create(session, makeIdHash())
  expect(await store.read(session.key)).not.toBeNull()

  const db = new DatabaseSync(file)
  db.prepare(`UPDATE sessions SET ${change}`).run(value)
  db.close()

  expect(await store.read(session.key)).toBeNull()
  expect(await store.find('a-stolen-id')).toBeNull()
  await store.close()
})

test.each<[string, (file: string) => void, RegExp]>([
  ['of noise', (file) => writeFileSync(file, 'noise '.repeat(2_000)), /is not a session file/],
  ['that was cut short', cutShort, /is damaged/],
  ['with noise in the middle', spoilMiddle, /is damaged/],
  ['of a newer version', (file) => sql(file, 'PRAGMA user_version = 99'), /newer version/],
  [
    'of something else',
    (file) => sql(file, 'CREATE TABLE other (a)', 'PRAGMA user_version = 0'),
    /not a session/,
  ],
])('a file %s is moved aside, and the app runs', async (_what, spoil, reason) => {
  const file = newFile()
  const before = open(file)
  for (let i = 0; i < 50; i++) await before.create(makeSession(), makeIdHash())
  await before.close()
  spoil(file)
  const spoilt = readFileSync(file)

  const store = open(file)
  const session = makeSession()
  await store.create(session, makeIdHash())

  expect(await store.read(session.key)).toEqual(session)
  expect(warn).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({
      event: 'session-file-moved',
      reason: expect.stringMatching(reason),
    }),
    expect.any(String),
  )
  const [aside] = (await readdir(join(file, '..'))).filter((name) => /unusable-\d+$/.test(name))
  expect(readFileSync(join(file, '..', aside ?? '')).equals(spoilt)).toBe(true)
  await store.close()
})

test('a file that cannot be reached is an error, and stays where it is', () => {
  const file = join(home, 'a-file')
  writeFileSync(file, 'something')

  expect(() => open(join(file, 'sessions.db'))).toThrow()
  expect(readFileSync(file, 'utf8')).toBe('something')
  expect(warn).not.toHaveBeenCalled()
})

test('sessions of a version that knew no marks are found by them', async () => {
  const file = newFile()
  const before = open(file)
  const session = makeSession()
  await before.create(session, makeIdHash())
  await before.close()
  const foreign = open(file, ['another secret of at least 32 chars'])
  await foreign.create(makeSession(), makeIdHash())
  await foreign.close()
  sql(file, 'DROP TABLE session_marks', 'DROP TABLE notes', 'PRAGMA user_version = 1')

  const store = open(file)
  expect(await store.keysMarked(personMark('https://issuer.test', 'ada'))).toEqual([session.key])
  expect(await store.read(session.key)).toEqual(session)
  expect(warn).not.toHaveBeenCalled()
  await store.close()
})

test('what is over is swept away, at most once a minute', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const file = newFile()
  const store = open(file)
  const rows = () => {
    const db = new DatabaseSync(file)
    const tables = ['sessions', 'locks', 'used_once', 'notes']
    const counts = tables.map((name) => db.prepare(`SELECT count(*) AS n FROM ${name}`).get()?.n)
    db.close()
    return counts
  }
  await store.create(makeSession({ idleExpiresAt: Date.now() + 1_000 }), makeIdHash())
  await store.lock('door', 1_000)
  await store.markUsed('state', Date.now() + 1_000)
  await store.note('door', 'open', Date.now() + 1_000)

  vi.setSystemTime(Date.now() + 2_000)
  await store.create(makeSession(), makeIdHash())
  expect(rows()).toEqual([2, 1, 1, 1])

  vi.setSystemTime(Date.now() + 60_000)
  await store.create(makeSession(), makeIdHash())
  expect(rows()).toEqual([2, 0, 0, 0])

  vi.setSystemTime(Date.now() + 2 * hourMs)
  await store.note('door', 'shut', Date.now() + 1_000)
  expect(rows()).toEqual([0, 0, 0, 1])
  await store.close()
  vi.useRealTimers()
})

test('a sweep takes a bounded part, and goes on with the next call', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const file = newFile()
  const store = open(file)
  for (let i = 0; i < 600; i++) {
    await store.create(makeSession({ idleExpiresAt: Date.now() + 1_000 }), makeIdHash())
  }
  const left = async () => {
    await store.markUsed(makeIdHash(), Date.now() + 1_000)
    const db = new DatabaseSync(file)
    const count = db.prepare('SELECT count(*) AS n FROM sessions').get()?.n
    db.close()
    return count
  }

  vi.setSystemTime(Date.now() + 60_000)
  expect([await left(), await left()]).toEqual([100, 0])
  await store.close()
  vi.useRealTimers()
})

test('an empty file becomes a session file', async () => {
  const file = join(home, 'empty.db')
  writeFileSync(file, '')
  const store = open(file)
  await store.check()
  await store.close()
  expect(existsSync(file)).toBe(true)
  expect(warn).not.toHaveBeenCalled()
})

function cutShort(file: string): void {
  const bytes = readFileSync(file)
  writeFileSync(file, bytes.subarray(0, Math.floor(bytes.length / 2)))
}

function spoilMiddle(file: string): void {
  const bytes = readFileSync(file)
  const middle = Math.floor(bytes.length / 2 / pageBytes) * pageBytes
  writeFileSync(file, bytes.fill('noise ', middle, middle + pageBytes))
}

function sql(file: string, ...statements: string[]): void {
  const db = new DatabaseSync(file)
  for (const statement of statements) db.exec(statement)
  db.close()
}

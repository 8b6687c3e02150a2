import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest'
import { inTransaction, openSqliteFile } from './sqlite-file.ts'

const warn = vi.hoisted(() => vi.fn())
vi.mock('#lib/log.ts', () => ({ log: () => ({ warn }) }))

const home = mkdtempSync(join(tmpdir(), 'foyer-file-'))
afterAll(() => rmSync(home, { recursive: true }))
beforeEach(() => warn.mockClear())

const newFolder = () => mkdtempSync(join(home, 'one-'))

test('of two processes that find a file damaged, one moves it, and both use the new one', () => {
  const folder = newFolder()
  const file = join(folder, 'sessions.db')
  writeFileSync(file, 'noise '.repeat(2_000))
  let other: DatabaseSync | undefined
  whenFirstClosed(() => {
    other = openSqliteFile(file)
    writeNote(other, 'of the other')
  })

  const one = openSqliteFile(file)

  expect(notesIn(one)).toEqual(['of the other'])
  writeNote(one, 'of the one')
  expect(other && notesIn(other)).toEqual(['of the other', 'of the one'])
  expect(warn).toHaveBeenCalledOnce()
  expect(readdirSync(folder).filter((name) => /unusable-\d+$/.test(name))).toHaveLength(1)
  one.close()
  other?.close()
})

test('what SQLite keeps beside a damaged file moves with it', () => {
  const folder = newFolder()
  const file = join(folder, 'sessions.db')
  const other = openSqliteFile(file)
  other.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  writeFileSync(file, 'noise '.repeat(2_000))

  openSqliteFile(file).close()

  expect(readdirSync(folder).map((name) => name.replace(/\d+/, 'N'))).toEqual([
    'sessions.db',
    'sessions.db.unusable-N',
    'sessions.db.unusable-N-shm',
    'sessions.db.unusable-N-wal',
  ])
  other.close()
})

test('nothing is written into a file that is as it should be, when it is opened', () => {
  const file = join(newFolder(), 'sessions.db')
  openSqliteFile(file).close()

  const db = openSqliteFile(file)

  expect(statSync(`${file}-wal`).size).toBe(0)
  db.close()
})

test('a file that is held by another process is no damaged one', () => {
  const file = join(newFolder(), 'sessions.db')
  const other = openSqliteFile(file)
  writeNote(other, 'kept')
  other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')

  expect(() => openSqliteFile(file)).toThrow(/locked/)

  expect(notesIn(other)).toEqual(['kept'])
  expect(warn).not.toHaveBeenCalled()
  other.close()
})

test('why a transaction failed is told, also where SQLite has undone it by itself', () => {
  const db = openSqliteFile(join(newFolder(), 'sessions.db'))
  writeNote(db, 'there')

  const again = () =>
    inTransaction(db, () => {
      writeNote(db, 'undone')
      db.exec("INSERT OR ROLLBACK INTO notes VALUES ('there', '', 0)")
    })
  expect(again).toThrow(/UNIQUE/)

  expect(notesIn(db)).toEqual(['there'])
  db.close()
})

/** What another process does once this one has found the file damaged, and let go of it. */
function whenFirstClosed(work: () => void): void {
  const close = DatabaseSync.prototype.close
  const spy = vi.spyOn(DatabaseSync.prototype, 'close')
  onTestFinished(() => spy.mockRestore())
  spy.mockImplementationOnce(function (this: DatabaseSync) {
    close.call(this)
    work()
  })
}

function writeNote(db: DatabaseSync, name: string): void {
  db.prepare("INSERT INTO notes (name, text, expires_at) VALUES (?, '', 0)").run(name)
}

function notesIn(db: DatabaseSync): unknown[] {
  return db
    .prepare('SELECT name FROM notes ORDER BY rowid')
    .all()
    .map(({ name }) => name)
}

import 'server-only'
import { closeSync, existsSync, mkdirSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { record } from '#lib/events.ts'
import { damageIn } from './sqlite-faults.ts'

/** Each entry takes the schema one version further; `PRAGMA user_version` counts them. Only append. */
const migrations = [
  `CREATE TABLE sessions (
     key TEXT PRIMARY KEY,
     id_hash TEXT NOT NULL UNIQUE,
     created_at INTEGER NOT NULL,
     idle_expires_at INTEGER NOT NULL,
     absolute_expires_at INTEGER NOT NULL,
     sealed_grants BLOB NOT NULL
   ) STRICT;
   CREATE INDEX sessions_by_end ON sessions (idle_expires_at);
   CREATE TABLE locks (
     name TEXT PRIMARY KEY,
     holder TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX locks_by_end ON locks (expires_at);
   CREATE TABLE used_once (name TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) STRICT;
   CREATE INDEX used_once_by_end ON used_once (expires_at);`,
  `CREATE TABLE session_marks (
     mark TEXT NOT NULL,
     key TEXT NOT NULL REFERENCES sessions (key) ON DELETE CASCADE,
     PRIMARY KEY (mark, key)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX session_marks_by_key ON session_marks (key);
   CREATE TABLE notes (
     name TEXT PRIMARY KEY,
     text TEXT NOT NULL,
     expires_at INTEGER NOT NULL
   ) STRICT;
   CREATE INDEX notes_by_end ON notes (expires_at);`,
]

/**
 * How long a statement waits for another process's write, which takes well under a millisecond. This
 * process does nothing else meanwhile: who waits longer, waits outside (`sqlite-recovery.ts`).
 */
const busyTimeoutMs = 5

/**
 * Opens the session file, and creates it, with its folder, for this user only.
 *
 * A file that is damaged, foreign, or of a newer version is moved aside: people sign in again, and the app
 * runs. A file that cannot be reached (rights, a full disk) stays where it is, and that is an error.
 */
export function openSqliteFile(file: string): DatabaseSync {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const opened = inodeOf(file)
  try {
    return open(file)
  } catch (error) {
    const reason = whyUnusable(error)
    if (reason === null) throw error
    // Another process may just have put a new file in its place.
    if (inodeOf(file) === opened) moveAside(file, reason)
    return open(file)
  }
}

function open(file: string): DatabaseSync {
  // SQLite would make it readable for everybody; its -wal and -shm take over the mode of the file.
  closeSync(openSync(file, 'a', 0o600))
  const db = new DatabaseSync(file, { timeout: busyTimeoutMs })
  try {
    requireIntact(db)
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    inTransaction(db, () => migrate(db))
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

/** Runs `work` with the file's write lock, so that nobody writes between its reads and its writes. */
export function inTransaction<T>(db: DatabaseSync, work: () => T): T {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = work()
    db.exec('COMMIT')
    return result
  } catch (error) {
    // SQLite may have rolled back by itself, on a full disk for one.
    if (db.isTransaction) db.exec('ROLLBACK')
    throw error
  }
}

class UnusableFile extends Error {}

function requireIntact(db: DatabaseSync): void {
  const verdict = db.prepare('PRAGMA quick_check(1)').get()?.quick_check
  if (verdict !== 'ok') throw new UnusableFile('is damaged')
}

function migrate(db: DatabaseSync): void {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version)
  if (version > migrations.length) throw new UnusableFile('was written by a newer version')
  if (version === 0 && db.prepare('SELECT 1 FROM sqlite_schema').get()) {
    throw new UnusableFile('is not a session file')
  }
  // A disk that is full still serves what is on it: nothing is written that need not be.
  if (version === migrations.length) return
  for (const migration of migrations.slice(version)) db.exec(migration)
  db.exec(`PRAGMA user_version = ${migrations.length}`)
}

function whyUnusable(error: unknown): string | null {
  return error instanceof UnusableFile ? error.message : damageIn(error)
}

function moveAside(file: string, reason: string): void {
  const aside = `${file}.unusable-${Date.now()}`
  for (const suffix of ['-wal', '-shm', '']) {
    if (existsSync(file + suffix)) renameSync(file + suffix, aside + suffix)
  }
  record('session-file-moved', { reason, movedTo: aside })
}

/** Tells one file from another that took its place; null for none. */
export function inodeOf(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.ino ?? null
}

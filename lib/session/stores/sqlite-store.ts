import 'server-only'
import { randomUUID } from 'node:crypto'
import type { RecordSeal } from '#lib/session/seal.ts'
import { marksOf } from '#lib/session/session-marks.ts'
import type { Session, SessionStore } from '#lib/session/store.ts'
import { inTransaction, openSqliteFile } from './sqlite-file.ts'
import { createSweep } from './sqlite-sweep.ts'
import { fromStored, type StoredSession, toStored } from './stored-session.ts'

/**
 * Sessions in one SQLite file: nothing to install, survives a restart, and serves all processes of one
 * machine. Calls are synchronous underneath and take some microseconds.
 *
 * The idle end never lies beyond the absolute end, so that one indexed column tells what is over.
 */
export function openSqliteStore(file: string, seal: RecordSeal): SessionStore {
  const db = openSqliteFile(file)
  const sweep = createSweep(db)

  const live = 'idle_expires_at > :now'
  const insert = db.prepare(
    `INSERT INTO sessions (key, id_hash, created_at, idle_expires_at, absolute_expires_at,
                           sealed_grants)
     VALUES (:key, :idHash, :createdAt, :idleExpiresAt, :absoluteExpiresAt, :sealed)`,
  )
  const replace = db.prepare(
    `UPDATE sessions SET id_hash = :idHash, created_at = :createdAt,
       idle_expires_at = :idleExpiresAt, absolute_expires_at = :absoluteExpiresAt,
       sealed_grants = :sealed
     WHERE key = :key`,
  )
  const select = `SELECT key, id_hash AS idHash, created_at AS createdAt,
       idle_expires_at AS idleExpiresAt, absolute_expires_at AS absoluteExpiresAt,
       sealed_grants AS sealed
     FROM sessions`
  const selectById = db.prepare(`${select} WHERE id_hash = :idHash AND ${live}`)
  const selectByKey = db.prepare(`${select} WHERE key = :key AND ${live}`)
  const remove = db.prepare('DELETE FROM sessions WHERE key = :key')
  const moveIdleEnd = db.prepare(
    `UPDATE sessions
     SET idle_expires_at = max(idle_expires_at, min(:idleExpiresAt, absolute_expires_at))
     WHERE key = :key AND ${live}`,
  )
  const takeLock = db.prepare(
    `INSERT INTO locks (name, holder, expires_at) VALUES (:name, :holder, :expiresAt)
     ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, expires_at = excluded.expires_at
     WHERE expires_at <= :now`,
  )
  const releaseLock = db.prepare('DELETE FROM locks WHERE name = :name AND holder = :holder')
  const insertUsed = db.prepare(
    `INSERT INTO used_once (name, expires_at) VALUES (:name, :expiresAt)
     ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at WHERE expires_at <= :now`,
  )
  const selectMarked = db.prepare(
    `SELECT key FROM session_marks JOIN sessions USING (key) WHERE mark = :mark AND ${live}`,
  )
  const insertMark = db.prepare('INSERT INTO session_marks (mark, key) VALUES (:mark, :key)')
  const removeMarks = db.prepare('DELETE FROM session_marks WHERE key = :key')
  const selectUnmarked = db.prepare(
    `${select}
     WHERE NOT EXISTS (SELECT 1 FROM session_marks WHERE session_marks.key = sessions.key)`,
  )
  const insertNote = db.prepare(
    `INSERT INTO notes (name, text, expires_at) VALUES (:name, :text, :expiresAt)
     ON CONFLICT (name) DO UPDATE SET text = excluded.text, expires_at = excluded.expires_at`,
  )
  const selectNote = db.prepare('SELECT text FROM notes WHERE name = :name AND expires_at > :now')
  const probe = db.prepare('SELECT 1 FROM sessions LIMIT 1')

  function rowOf(key: string): StoredSession | null {
    return (selectByKey.get({ key, now: Date.now() }) as StoredSession | undefined) ?? null
  }

  function mark(session: Session): void {
    const { key } = session
    removeMarks.run({ key })
    for (const mark of marksOf(session)) insertMark.run({ mark, key })
  }

  // A version of this app that knew no marks may have written to the file.
  inTransaction(db, () => {
    for (const row of selectUnmarked.all() as StoredSession[]) {
      const session = fromStored(row, seal)
      if (session) mark(session)
    }
  })

  return {
    async create(session, idHash) {
      sweep()
      inTransaction(db, () => {
        insert.run(toStored(session, idHash, seal))
        mark(session)
      })
    },

    async find(idHash) {
      const row = selectById.get({ idHash, now: Date.now() }) as StoredSession | undefined
      return row ? fromStored(row, seal) : null
    },

    async read(key) {
      const row = rowOf(key)
      return row && fromStored(row, seal)
    },

    async keysMarked(mark) {
      return selectMarked.all({ mark, now: Date.now() }).map(({ key }) => String(key))
    },

    async touch(key, idleExpiresAt) {
      moveIdleEnd.run({ key, idleExpiresAt, now: Date.now() })
    },

    async update(key, change, newIdHash) {
      return inTransaction(db, () => {
        const row = rowOf(key)
        const session = row && fromStored(row, seal)
        if (!session) return null

        const changed = change(session)
        if (!changed) {
          remove.run({ key })
          return null
        }
        const written = toStored(changed, newIdHash ?? row.idHash, seal)
        replace.run(written)
        if (marksOf(changed).join() !== marksOf(session).join()) mark(changed)
        return { ...changed, idleExpiresAt: written.idleExpiresAt }
      })
    },

    async delete(key) {
      return inTransaction(db, () => {
        const row = rowOf(key)
        remove.run({ key })
        return row && fromStored(row, seal)
      })
    },

    async lock(name, leaseMs) {
      const now = Date.now()
      const holder = randomUUID()
      return takeLock.run({ name, holder, expiresAt: now + leaseMs, now }).changes ? holder : null
    },

    async unlock(name, holder) {
      return releaseLock.run({ name, holder }).changes === 1
    },

    async markUsed(name, expiresAt) {
      sweep()
      return insertUsed.run({ name, expiresAt, now: Date.now() }).changes === 1
    },

    async note(name, text, expiresAt) {
      sweep()
      insertNote.run({ name, text, expiresAt })
    },

    async noted(name) {
      const row = selectNote.get({ name, now: Date.now() })
      return row ? String(row.text) : null
    },

    async check() {
      probe.get()
    },

    async close() {
      db.close()
    },
  }
}

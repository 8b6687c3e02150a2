import 'server-only'
import type { DatabaseSync } from 'node:sqlite'

const everyMs = 60_000
/** Rows of one sweep and table, so that it holds no request up; the next call sweeps on. */
const mostRows = 500

/** Makes the function that deletes what is over, now and then: to be called before something is added. */
export function createSweep(db: DatabaseSync): () => void {
  const statements = [
    ['sessions', 'idle_expires_at'],
    ['locks', 'expires_at'],
    ['used_once', 'expires_at'],
    ['notes', 'expires_at'],
  ].map(([table, end]) =>
    db.prepare(
      `DELETE FROM ${table} WHERE rowid IN
         (SELECT rowid FROM ${table} WHERE ${end} <= :now LIMIT ${mostRows})`,
    ),
  )
  let nextAt = 0

  return () => {
    const now = Date.now()
    if (now < nextAt) return
    const swept = statements.map((statement) => Number(statement.run({ now }).changes))
    nextAt = swept.includes(mostRows) ? now : now + everyMs
  }
}

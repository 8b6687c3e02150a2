import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { redisClient } from '#lib/session/stores/redis-client.ts'
import { redisForTests } from '../scripts/redis-server.ts'
import { temporaryFolder } from './harness.ts'

/** Where instances keep their sessions together, and what a test may look at there. */
export type SessionPlace = Readonly<{
  env: Record<string, string>
  /** Who holds a lock holds it for so many milliseconds yet; one for each. */
  leases: () => Promise<number[]>
  /** As if all the time had passed. */
  endLeases: () => Promise<void>
  close: () => Promise<void>
}>

export async function sessionFile(): Promise<SessionPlace> {
  const file = join(temporaryFolder('place'), 'sessions.db')

  function ask<T>(question: (db: DatabaseSync) => T): T {
    const db = new DatabaseSync(file)
    try {
      return question(db)
    } finally {
      db.close()
    }
  }

  return {
    env: { SESSION_FILE: file },
    leases: async () =>
      ask((db) => db.prepare('SELECT expires_at FROM locks').all())
        .map((row) => Number(row.expires_at) - Date.now())
        .filter((left) => left > 0),
    endLeases: async () => ask((db) => db.exec('UPDATE locks SET expires_at = 0')),
    close: async () => {},
  }
}

/** Null where there is no Redis. */
export async function redis(): Promise<SessionPlace | null> {
  const server = await redisForTests()
  if (!server) return null
  const client = redisClient(server.url)
  await client.connect()
  const locks = async () => (await client.keys('foyer:lock:*')).map(String)

  return {
    env: { REDIS_URL: server.url, SESSION_FILE: '' },
    leases: async () => Promise.all((await locks()).map((name) => client.pTTL(name))),
    async endLeases() {
      for (const name of await locks()) await client.del(name)
    },
    async close() {
      client.destroy()
      await server.stop()
    },
  }
}

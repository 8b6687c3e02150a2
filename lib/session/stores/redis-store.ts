import 'server-only'
import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { RecordSeal } from '#lib/session/seal.ts'
import { marksOf } from '#lib/session/session-marks.ts'
import type { Session, SessionChange, SessionStore } from '#lib/session/store.ts'
import { RedisFault } from './redis-client.ts'
import { openRedisConnection, type Script } from './redis-connection.ts'
import * as scripts from './redis-scripts.ts'
import { fromStored, type StoredSession, toStored } from './stored-session.ts'

/** A session as it was found, and the write that left it so. */
type Found = StoredSession & Readonly<{ write: string }>

/** A session as it was written, or as it was when it ended; both null where it was gone before. */
type Rewritten = Readonly<{ now: Session | null; ended: Session | null }>

/** More than there are requests of one browser at once, of which one succeeds each time. */
const mostTries = 200
const longestPauseMs = 20
/** A change may carry tokens that are nowhere else: it outlasts a connection that is soon made anew. */
const patienceMs = 1_500

/**
 * Sessions in Redis or Valkey, for all instances of the app: one primary, 7 or later.
 *
 * The idle end of a session is held against our own clock too, since Redis counts spans of time only.
 *
 * @param url where it is; it is connected to in the background, and need not be there yet
 */
export function openRedisStore(url: string, seal: RecordSeal, prefix = 'foyer:'): SessionStore {
  const redis = openRedisConnection(url)

  function run(script: Script, key: string, ...args: (string | Buffer)[]) {
    return redis.run(script, prefix, key, String(Date.now()), ...args)
  }

  async function read(key: string): Promise<Found | null> {
    const answer = await redis.send('HMGET', `${prefix}session:${key}`, ...scripts.fields)
    return toFound(key, answer as Values)
  }

  async function write(session: StoredSession, marks: readonly string[], was: string, is: string) {
    const { key, idHash, createdAt, idleExpiresAt, absoluteExpiresAt, sealed } = session
    const times = [createdAt, idleExpiresAt, absoluteExpiresAt].map(String)
    const rest = [Buffer.from(sealed), is, marks.join(' ')]
    return (await run(scripts.writeIfUnchanged, key, was, idHash, ...times, ...rest)) === 1
  }

  // Read, compute, and write if nobody has written since; else again, with what they wrote.
  async function rewrite(
    key: string,
    change: SessionChange,
    newIdHash?: string,
  ): Promise<Rewritten> {
    const until = performance.now() + patienceMs
    let lastTry: { write: string; session: Session } | null = null
    // What was being removed when the answer got lost: if it is gone then, we did it.
    let ended: Session | null = null
    for (let tries = 0; tries < mostTries; tries += 1) {
      try {
        const found = await read(key)
        const session = found && fromStored(found, seal)
        if (!session) return { now: null, ended }
        // It was written, and only the answer got lost.
        if (lastTry?.write === found.write) return { now: lastTry.session, ended: null }

        const changed = change(session)
        if (changed) {
          const stored = toStored(changed, newIdHash ?? found.idHash, seal)
          const { idleExpiresAt } = stored
          lastTry = { write: randomUUID(), session: { ...changed, idleExpiresAt } }
          const marks = marksOf(changed)
          if (await write(stored, marks, found.write, lastTry.write)) {
            return { now: lastTry.session, ended: null }
          }
        } else {
          ended = session
          if ((await run(scripts.remove, key, found.write)) === 1) return { now: null, ended }
          ended = null
        }
      } catch (error) {
        if (!isRedisFault(error) || performance.now() > until) throw error
      }
      await wait(Math.random() * longestPauseMs)
    }
    throw new RedisFault('contention')
  }

  return {
    async create(session, idHash) {
      await write(toStored(session, idHash, seal), marksOf(session), '', randomUUID())
    },

    async find(idHash) {
      const answer = await redis.run(scripts.findById, prefix, idHash)
      if (!Array.isArray(answer)) return null
      const [key, ...values] = answer
      const found = toFound(String(key), values)
      return found && fromStored(found, seal)
    },

    async read(key) {
      const found = await read(key)
      return found && fromStored(found, seal)
    },

    async keysMarked(mark) {
      const over = `(${Date.now()}`
      const keys = await redis.send('ZRANGE', `${prefix}mark:${mark}`, over, '+inf', 'BYSCORE')
      return (keys as Values).map(String)
    },

    async touch(key, idleExpiresAt) {
      await run(scripts.moveIdleEnd, key, String(idleExpiresAt), randomUUID())
    },

    async update(key, change, newIdHash) {
      return (await rewrite(key, change, newIdHash)).now
    },

    async delete(key) {
      return (await rewrite(key, () => null)).ended
    },

    async lock(name, leaseMs) {
      const holder = randomUUID()
      const span = String(leaseMs)
      const taken = await redis.send('SET', `${prefix}lock:${name}`, holder, 'NX', 'PX', span)
      return taken === null ? null : holder
    },

    async unlock(name, holder) {
      return (await redis.run(scripts.unlock, `${prefix}lock:${name}`, holder)) === 1
    },

    async markUsed(name, expiresAt) {
      const span = spanUntil(expiresAt)
      return (await redis.send('SET', `${prefix}used:${name}`, '', 'NX', 'PX', span)) !== null
    },

    async note(name, text, expiresAt) {
      await redis.send('SET', `${prefix}note:${name}`, text, 'PX', spanUntil(expiresAt))
    },

    async noted(name) {
      const text = await redis.send('GET', `${prefix}note:${name}`)
      return text === null ? null : String(text)
    },

    async check() {
      await redis.send('PING')
    },

    async close() {
      redis.close()
    },
  }
}

/** Whether an error is Redis's, or that it cannot be reached. */
export function isRedisFault(error: unknown): boolean {
  return error instanceof RedisFault
}

type Values = readonly (Buffer | null)[]

function toFound(key: string, values: Values | null): Found | null {
  const [idHash, created, idle, absolute, sealed, write] = values ?? []
  if (!idHash || !sealed || Number(idle) <= Date.now()) return null
  return {
    key,
    idHash: String(idHash),
    createdAt: Number(created),
    idleExpiresAt: Number(idle),
    absoluteExpiresAt: Number(absolute),
    sealed,
    write: String(write),
  }
}

/** From now on, in milliseconds; for what has ended, the shortest there is. */
function spanUntil(end: number): string {
  return String(Math.max(1, end - Date.now()))
}

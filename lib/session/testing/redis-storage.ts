import { randomUUID } from 'node:crypto'
import { recordSeal } from '#lib/session/seal.ts'
import type { SessionStore } from '#lib/session/store.ts'
import { openRedisConnection } from '#lib/session/stores/redis-connection.ts'
import { openRedisStore } from '#lib/session/stores/redis-store.ts'
import type { Storage } from '#lib/session/stores/store.contract.ts'
import { secret } from './make.ts'

type RedisStorage = Storage &
  Readonly<{
    /** The same corner, reached by another way. */
    openAt: (url: string) => SessionStore
    /** Everything in it, without what all names begin with. */
    names: () => Promise<string[]>
    /** A command about one of its keys. */
    send: (command: string, name: string, ...rest: string[]) => Promise<unknown>
  }>

/**
 * A corner of a Redis that nobody else uses, gone afterwards. Its own clock cannot be turned, so `pass`
 * takes the time from what everything has left to live.
 */
export function redisStorage(url: string): RedisStorage {
  const prefix = `foyer-test:${randomUUID()}:`
  const redis = openRedisConnection(url)
  const ends = new Map<string, number>()

  const openAt = (at: string, secrets: readonly string[] = [secret]) =>
    openRedisStore(at, recordSeal(secrets), prefix)

  async function keys(): Promise<string[]> {
    return ((await redis.send('KEYS', `${prefix}*`)) as Buffer[]).map(String)
  }

  async function pass(ms: number): Promise<void> {
    for (const key of await keys()) {
      const left = Number(await redis.send('PTTL', key))
      if (left < 0) throw new Error(`${key} never ends`)
      // Everything in the contract lives for whole seconds. What was seen before has a day on top, so that
      // the little time that really passes ends nothing.
      if (left < dayMs) {
        const whole = Math.ceil(left / 1_000) * 1_000
        ends.set(key, Date.now() - ms + whole)
        await redis.send('PEXPIRE', key, String(left + dayMs))
      }
      if ((ends.get(key) ?? 0) <= Date.now()) await redis.send('DEL', key)
    }
  }

  return {
    open: (secrets) => openAt(url, secrets),
    openAt,
    names: async () => (await keys()).map((key) => key.slice(prefix.length)).sort(),
    send: (command, name, ...rest) => redis.send(command, `${prefix}${name}`, ...rest),
    pass,
    async dispose() {
      for (const key of await keys()) await redis.send('DEL', key)
      redis.close()
    },
  }
}

const dayMs = 86_400_000

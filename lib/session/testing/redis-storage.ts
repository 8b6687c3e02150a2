import { randomUUID } from 'node:crypto'
import { openRedisConnection } from '#lib/session/redis-connection.ts'
import { openRedisStore } from '#lib/session/redis-store.ts'
import { recordSeal } from '#lib/session/seal.ts'
import type { Storage } from '#lib/session/store.contract.ts'
import { secret } from './make.ts'

/**
 * A corner of a Redis that nobody else uses, gone afterwards. Its own clock cannot be turned, so `pass`
 * takes the time from what everything has left to live.
 */
export async function redisStorage(url: string): Promise<Storage & { prefix: string }> {
  const prefix = `foyer-test:${randomUUID()}:`
  const redis = openRedisConnection(url)
  const ends = new Map<string, number>()

  const keys = async () => (await redis.send('KEYS', `${prefix}*`)) as Buffer[]

  async function pass(ms: number): Promise<void> {
    for (const key of (await keys()).map(String)) {
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
    prefix,
    open: (secrets = [secret]) => openRedisStore(url, recordSeal(secrets), prefix),
    pass,
    async dispose() {
      for (const key of await keys()) await redis.send('DEL', key)
      redis.close()
    },
  }
}

const dayMs = 86_400_000

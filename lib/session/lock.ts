import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { FlowError } from '#lib/errors.ts'
import type { SessionStore } from './store.ts'

/**
 * Longer than a refresh with every one of its calls at its time limit: metadata, token, keys twice,
 * revocation.
 */
const leaseMs = 30_000
/** How long a page waits for its turn. */
const longestWaitMs = 10_000
const pauseMs = 25

/**
 * Runs `work` while nobody else, in whatever process, runs anything under the same name.
 *
 * @throws {FlowError} `issuer-unavailable` when it is not our turn in time, ten seconds: what others wait
 *   for is the issuer
 */
export async function withLock<T>(
  store: SessionStore,
  name: string,
  work: () => Promise<T>,
  waitMs = longestWaitMs,
): Promise<T> {
  const holder = await takeTurn(store, name, waitMs)
  try {
    return await work()
  } finally {
    // Not given back, it ends with its lease; the outcome of the work is worth more.
    await store.unlock(name, holder).catch(() => null)
  }
}

async function takeTurn(store: SessionStore, name: string, waitMs: number): Promise<string> {
  const until = Date.now() + waitMs
  for (;;) {
    const holder = await store.lock(name, leaseMs)
    if (holder !== null) return holder
    if (Date.now() >= until) {
      throw new FlowError('issuer-unavailable', 'another request takes too long with it')
    }
    await wait(pauseMs)
  }
}

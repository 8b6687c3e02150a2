import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { FlowError } from '#lib/errors.ts'
import { record } from '#lib/events.ts'
import type { SessionStore } from './store.ts'

/**
 * Longer than a refresh with every one of its calls at its time limit: metadata, token, keys twice,
 * revocation.
 */
const leaseMs = 30_000
/** How long a page waits for its turn. */
const longestWaitMs = 10_000
const pauseMs = 25

/** Keeps a lock beyond the work, until this has ended; but no longer than its lease. */
export type Hold = (until: Promise<unknown>) => void

/**
 * Runs `work` while nobody else, in whatever process, runs anything under the same name.
 *
 * A lock is politeness, not proof: whoever is held up for longer than the lease works on while the next one
 * begins. The holder's name keeps such a latecomer from giving back a lock that is no longer its own. What
 * keeps it from doing harm is that it writes only over what it has read: a refresh, only over the tokens it
 * sent (`isStillThere`). A lock that counted its holders could not do more, since the token endpoint, where
 * the race is, does not ask for the count.
 *
 * @throws {FlowError} `issuer-unavailable` when it is not our turn in time, ten seconds: what others wait
 *   for is the issuer
 */
export async function withLock<T>(
  store: SessionStore,
  name: string,
  work: (hold: Hold) => Promise<T>,
  waitMs = longestWaitMs,
): Promise<T> {
  const holder = await takeTurn(store, name, waitMs)
  const held: Promise<unknown>[] = []
  try {
    return await work((until) => held.push(until))
  } finally {
    const released = Promise.allSettled(held).then(() => release(store, name, holder))
    if (held.length === 0) await released
  }
}

async function release(store: SessionStore, name: string, holder: string): Promise<void> {
  // Not given back, it ends with its lease; the outcome of the work is worth more.
  const wasOurs = await store.unlock(name, holder).catch(() => null)
  if (wasOurs === false) record('lock-lost')
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

import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { FlowError } from '#lib/errors.ts'
import { keepLast } from '#lib/keep-last.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { processState } from '#lib/process-state.ts'
import type { Hold } from './lock.ts'

/** A refresh whose tokens are in no store yet: what was sent is spent, what came is all there is. */
type Renewal = Readonly<{ sent: Grant; renewed: Grant }>

/** Of some kilobytes each. The oldest goes when there are more. */
const mostWaiting = 1_000
const foregroundMs = 1_500
const backgroundMs = 600_000
const pauseMs = 200

const waiting = () => processState('renewals.unwritten', () => new Map<string, Renewal>())

/** The tokens that came for those of a grant as it is stored, and could not be written so far; or null. */
export function unwrittenTokens(name: string, grant: Grant): Grant | null {
  const renewal = waiting().get(name)
  if (renewal?.sent.refreshToken !== grant.refreshToken) return null
  return renewal.sent.accessToken === grant.accessToken ? renewal.renewed : null
}

/**
 * Writes the tokens of a refresh, more than once where the store fails: a server that rotates refresh
 * tokens has no others to give. Until it is done, or ten minutes have passed, this process remembers them,
 * and goes on trying after it has given up on who waits.
 *
 * @param hold keeps other processes from sending the spent token meanwhile
 * @throws what `write` throws; `store-unavailable` only after a second and a half
 */
export async function writeTokens<T>(
  name: string,
  renewal: Renewal,
  write: () => Promise<T>,
  hold: Hold,
): Promise<T> {
  keepLast(waiting(), name, renewal, mostWaiting)
  const forget = () => waiting().get(name) === renewal && waiting().delete(name)

  try {
    const written = await persist(write, foregroundMs)
    forget()
    return written
  } catch (error) {
    if (!isStoreFault(error)) forget()
    else hold(persist(write, backgroundMs).finally(forget))
    throw error
  }
}

async function persist<T>(write: () => Promise<T>, forMs: number): Promise<T> {
  const until = performance.now() + forMs
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!isStoreFault(error) || performance.now() >= until) throw error
      await wait(pauseMs * (0.5 + Math.random()), null, { ref: false })
    }
  }
}

function isStoreFault(error: unknown): boolean {
  return error instanceof FlowError && error.code === 'store-unavailable'
}

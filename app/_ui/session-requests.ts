import type { Ends } from './idle-clock.ts'

/** What the server says about the session: its ends, that there is none, or nothing we understand. */
export type Answer = Ends | 'ended' | 'unknown'

/** A live session has at least so much left: the server tells its time in whole seconds. */
const leastLeftMs = 1_000
const longestWaitMs = 10_000

let aheadMs = Number.NEGATIVE_INFINITY

/**
 * The ends a page was made with, by this browser's clock, which may be wrong. A page may be old when it is
 * shown (the router keeps some), and never comes from the future: the latest one tells best how far the
 * server's clock is ahead.
 *
 * @param madeAt when the server made the page, by its own clock
 */
export function fromPage(ends: Ends, madeAt: number): Ends {
  aheadMs = Math.max(aheadMs, madeAt - Date.now())
  return { idleAt: ends.idleAt - aheadMs, absoluteAt: ends.absoluteAt - aheadMs }
}

/** Asks whether the session lives. Asking is no activity. */
export async function askSession(): Promise<Answer> {
  try {
    const answer = await fetch('/auth/session', wait())
    if (answer.status === 401) return 'ended'
    const sentAt = Date.parse(answer.headers.get('date') ?? '')
    const { idleExpiresAt, absoluteExpiresAt } = await answer.json()
    const now = Date.now()
    const idleAt = now + leftMs(idleExpiresAt, sentAt)
    const absoluteAt = now + leftMs(absoluteExpiresAt, sentAt)
    if (!Number.isFinite(idleAt + absoluteAt)) return 'unknown'

    aheadMs = sentAt - now
    return { idleAt, absoluteAt }
  } catch {
    return 'unknown'
  }
}

/** Asks to stay signed in. Whether it helped, the session says. */
export async function askToStay(): Promise<void> {
  const headers = { accept: 'application/json' }
  await fetch('/auth/refresh', { method: 'POST', headers, ...wait() }).catch(() => null)
}

const wait = () => ({ signal: AbortSignal.timeout(longestWaitMs) })
const leftMs = (end: string, at: number) => Math.max(leastLeftMs, Date.parse(end) - at)

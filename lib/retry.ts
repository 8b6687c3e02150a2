import { setTimeout } from 'node:timers/promises'
import { boundedFetch, type CallLimits, NoAnswer } from './bounded-fetch.ts'

const shortestPauseMs = 50
const longestPauseMs = 250
/** Somebody waits for the page: a server that asks for more than this is taken at its first word. */
const longestAskedMs = 1_000

/**
 * `boundedFetch` for what may be asked twice: a connection that breaks, a 502 or 503, and a 429 that names
 * a short time are tried once more, after a moment that differs from call to call. The time limit holds for
 * all of it.
 *
 * Only for what reads. A token request spends a code or a refresh token, and a write may have happened
 * although its answer got lost: those have `boundedFetch`, which never repeats anything.
 *
 * @throws {NoAnswer} and nothing else
 */
export async function repeatableFetch(
  url: string | URL,
  init: RequestInit,
  limits: CallLimits,
): Promise<Response> {
  const within = { ...limits, endsAt: Date.now() + limits.timeoutMs }
  const hasTime = (pause: number) => Date.now() + pause < within.endsAt && !init.signal?.aborted
  let pause: number | null
  try {
    const answer = await boundedFetch(url, init, within)
    pause = pauseAfter(answer)
    if (pause === null || !hasTime(pause)) return answer
  } catch (error) {
    pause = jitter()
    if (!(error instanceof NoAnswer) || error.why !== 'connection' || !hasTime(pause)) throw error
  }
  await setTimeout(pause)
  return boundedFetch(url, init, within)
}

/** Null where a second try would do no good (RFC 9110 §10.2.3). */
function pauseAfter({ status, headers }: Response): number | null {
  const asked = headers.get('retry-after')
  if (status !== 429 && status !== 502 && status !== 503) return null
  if (asked === null) return status === 429 ? null : jitter()

  const askedMs = /^\d{1,5}$/.test(asked) ? Number(asked) * 1000 : Number.POSITIVE_INFINITY
  return askedMs <= longestAskedMs ? askedMs + jitter() : null
}

function jitter(): number {
  return shortestPauseMs + Math.random() * (longestPauseMs - shortestPauseMs)
}

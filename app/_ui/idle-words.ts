import type { Reading } from './idle-clock.ts'

const minuteMs = 60_000
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })

/** "14:32", where and as the browser's own clock shows it. */
export function timeOf(at: number): string {
  return time.format(at)
}

/**
 * What a screen reader says: once when the warning appears, once in the last minute, and at the end. The
 * words must stay as they are in between, or they would be said again and again.
 */
export function spoken({ phase, endsAt, leftMs, isFinal }: Reading): string {
  if (phase === 'quiet') return ''
  if (phase === 'over') return 'You are being signed out.'
  const when = leftMs > minuteMs ? `at ${timeOf(endsAt)}` : 'in less than a minute'
  const way = isFinal ? '' : ' To stay signed in, there is a button after the content of this page.'
  return `You will be signed out ${when}.${way}`
}

import type { Reading } from './idle-clock.ts'

const minuteMs = 60_000

/**
 * "14:32", where and as the browser's own clock shows it.
 *
 * Not by a formatter that stands ready: to make one takes a browser longer than all else here, and on
 * most pages nobody is ever warned.
 */
export function timeOf(at: number): string {
  return new Date(at).toLocaleTimeString('en-GB', { timeStyle: 'short' })
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

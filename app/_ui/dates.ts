// The server does not know where the reader is, so every time names its zone.
const date = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' })
const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'UTC' })

/** "Mar 4, 2026", or null for what is no date. */
export function formatDate(at: number): string | null {
  return isMoment(at) ? date.format(at) : null
}

/** "Mar 4, 2026, 09:41 UTC", or null for what is no moment. */
export function formatMoment(at: number): string | null {
  return isMoment(at) ? `${date.format(at)}, ${time.format(at)} UTC` : null
}

/** What there is a date for ends a hundred million days from 1970 (ECMAScript §21.4.1.1). */
function isMoment(at: number): boolean {
  return !Number.isNaN(new Date(at).getTime())
}

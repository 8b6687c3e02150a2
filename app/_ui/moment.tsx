import { formatDate, formatMoment } from './dates.ts'

/** A moment: epoch milliseconds, or what an API wrote. */
export function Moment({ at }: { at: number | string }) {
  return <Time at={at} text={formatMoment(toEpochMs(at))} />
}

/** A day, as an API wrote it (2026-03-04). */
export function CalendarDate({ on }: { on: string }) {
  return <Time at={on} text={formatDate(toEpochMs(on))} />
}

function Time({ at, text }: { at: number | string; text: string | null }) {
  if (text === null) return <bdi>{at}</bdi>
  const dateTime = typeof at === 'number' ? new Date(at).toISOString() : at
  return <time dateTime={dateTime}>{text}</time>
}

function toEpochMs(at: number | string): number {
  return typeof at === 'number' ? at : Date.parse(at)
}

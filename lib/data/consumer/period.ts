const dayMs = 86_400_000

/** A range of days, both ends included, as ISO 8601 dates. Days begin and end in UTC, as all our times. */
export type Period = Readonly<{ from: string; to: string }>

/** Whether a text is a day of the calendar. Without the second look, 30 February would be one of March. */
export function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isFinite(at) && dayOf(at) === text
}

/** The day of a moment in epoch milliseconds. */
export function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

export function addDays(day: string, days: number): string {
  return dayOf(Date.parse(day) + days * dayMs)
}

/** How many days a period has. */
export function lengthOf({ from, to }: Period): number {
  return (Date.parse(to) - Date.parse(from)) / dayMs + 1
}

export function isWithin({ from, to }: Period, day: string): boolean {
  return from <= day && day <= to
}

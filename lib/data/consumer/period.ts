const dayMs = 86_400_000

/** A range of days, both ends included, as ISO 8601 dates. Days begin and end in UTC, as all our times. */
export type Period = Readonly<{ from: string; to: string }>

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

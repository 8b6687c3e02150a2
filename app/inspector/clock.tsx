const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: 'UTC' })

/** A time of day to the second, in UTC; the whole moment for machines. `at` is epoch milliseconds. */
export function Clock({ at }: { at: number }) {
  return <time dateTime={new Date(at).toISOString()}>{time.format(at)}</time>
}

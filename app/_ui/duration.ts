const units = [
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** "20 minutes", "1 minute 43 seconds": the two largest parts of a length of time, rounded up. */
export function duration(ms: number): string {
  let rest = Math.max(1, Math.ceil(ms / 1000))
  const parts: string[] = []
  for (const [unit, seconds] of units) {
    const count = Math.floor(rest / seconds)
    rest %= seconds
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? '' : 's'}`)
  }
  return parts.slice(0, 2).join(' ')
}

/** "412 ms", "5.2 s", "2 min 5 s", "10 min". */
export function elapsed(ms: number): string {
  if (ms < 1_000) return `${Math.max(0, Math.round(ms))} ms`
  const seconds = Math.round(ms / 1_000)
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`
  const rest = seconds % 60
  return `${Math.floor(seconds / 60)} min${rest > 0 ? ` ${rest} s` : ''}`
}

const lookMs = 500
/** One Ctrl-C reaches a process more than once: from the terminal, and from npm. */
const echoMs = 1_000

/**
 * Calls `stop` once: at Ctrl-C, at SIGTERM, or when the process that started this one is gone.
 *
 * @param atOnce for who says so again, and will not wait
 */
export function whenToldToStop(stop: () => void, atOnce: () => void = () => {}): void {
  let toldAt: number | null = null
  function tell(): void {
    if (toldAt === null) {
      toldAt = performance.now()
      stop()
    } else if (performance.now() - toldAt > echoMs) atOnce()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, tell)

  // A signal to npm ends npm and not what it started; an orphan is given another parent.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && toldAt === null && tell(), lookMs).unref()
}

const lookMs = 500

/** Calls `stop` once: at Ctrl-C, at SIGTERM, or when the process that started this one is gone. */
export function whenToldToStop(stop: () => void): void {
  let told = false
  function tell(): void {
    if (told) return
    told = true
    stop()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, tell)

  // A signal to npm ends npm and not what it started; an orphan is given another parent.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && tell(), lookMs).unref()
}

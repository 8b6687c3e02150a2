import { processState } from './process-state.ts'

type Work = () => Promise<unknown>

/** From now on this process finishes what it has begun, and then ends. */
export function beginShutdown(): void {
  shutdown().begun.abort()
}

export function isShuttingDown(): boolean {
  return shutdownBegun().aborted
}

/** Aborts when the process is to end: for answers that would otherwise go on for ever. */
export function shutdownBegun(): AbortSignal {
  return shutdown().begun.signal
}

/** What is to be done when the last answer is out. */
export function atShutdown(work: Work): void {
  shutdown().work.push(work)
}

/** Does it. One part that fails holds up no other. */
export async function finishShutdown(): Promise<void> {
  await Promise.allSettled(shutdown().work.map((work) => work()))
}

function shutdown(): { begun: AbortController; work: Work[] } {
  return processState('shutdown', () => ({ begun: new AbortController(), work: [] }))
}

import { processState } from './process-state.ts'

/** From now on this process finishes what it has begun, and then ends. */
export function beginShutdown(): void {
  shutdown().hasBegun = true
}

export function isShuttingDown(): boolean {
  return shutdown().hasBegun
}

function shutdown(): { hasBegun: boolean } {
  return processState('shutdown', () => ({ hasBegun: false }))
}

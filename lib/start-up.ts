import { env } from './env.ts'
import { record } from './events.ts'
import { meetIssuer } from './institutions/meet-issuer.ts'

const retryMs = 5_000

/** Checks the configuration, or stops the process; then gets to know the issuer, however long it takes. */
export function startUp(): void {
  try {
    env()
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'The configuration cannot be read')
    process.exit(1)
  }
  void untilIssuerIsMet()
}

// The app starts while the issuer is down, and recovers by itself: /health/ready tells.
async function untilIssuerIsMet(): Promise<void> {
  try {
    await meetIssuer()
    record('ready')
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    record('issuer-unavailable', { reason })
    setTimeout(untilIssuerIsMet, retryMs).unref()
  }
}

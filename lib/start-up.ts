import { env } from './env.ts'
import { meetIssuer } from './institutions/meet-issuer.ts'
import { log } from './log.ts'

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
    log().info({ event: 'ready' }, 'the issuer has answered')
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    log().warn({ event: 'issuer-unavailable', reason }, 'the issuer does not answer yet')
    setTimeout(untilIssuerIsMet, retryMs).unref()
  }
}

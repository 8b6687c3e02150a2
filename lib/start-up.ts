import { env } from './env.ts'
import { registrationFor } from './institutions/registry.ts'
import { log } from './log.ts'
import { discover } from './oauth/discovery.ts'

const retryMs = 5_000

/** Checks the configuration, or stops the process; then gets to know the issuer, however long it takes. */
export function startUp(): void {
  try {
    env()
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'The configuration cannot be read')
    process.exit(1)
  }
  void meetIssuer()
}

// The app starts while the issuer is down, and recovers by itself: /health/ready tells.
async function meetIssuer(): Promise<void> {
  try {
    await discover(registrationFor(null))
    log().info({ event: 'ready' }, 'the issuer has answered')
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown'
    log().warn({ event: 'issuer-unavailable', reason }, 'the issuer does not answer yet')
    setTimeout(meetIssuer, retryMs).unref()
  }
}

import { env } from './env.ts'
import { record } from './events.ts'
import { meetIssuer } from './institutions/meet-issuer.ts'
import { watchIssuers } from './oauth/discovery.ts'
import { reportConfiguration } from './report.ts'
import { sessionStore } from './session/session-store.ts'
import { atShutdown } from './shutdown.ts'

const retryMs = 5_000

/** Checks the configuration, or stops the process; then gets to know the issuer, however long it takes. */
export function startUp(): void {
  try {
    env()
  } catch (error) {
    console.error(reportConfiguration(error))
    process.exit(1)
  }
  watchIssuers((issuer, reason) => {
    if (reason === null) record('issuer-back', { issuer })
    else record('issuer-stale', { issuer, reason })
  })
  atShutdown(() => sessionStore().close())
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

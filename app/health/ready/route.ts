import { setTimeout as wait } from 'node:timers/promises'
import { connection } from 'next/server'
import { json } from '#lib/http/respond.ts'
import { storeFault } from '#lib/http/store-gate.ts'
import { hasMetIssuer, meetIssuer } from '#lib/institutions/meet-issuer.ts'
import { isShuttingDown } from '#lib/shutdown.ts'

const longestWaitMs = 1_000

/** The app can do its work: the store answers, the issuer has answered once, and nobody said stop. */
export async function GET(): Promise<Response> {
  await connection()
  const [fault, issuer] = await Promise.all([storeFault(), issuerIsKnown()])
  return json(
    { store: fault === null ? 'ok' : 'unreachable', issuer: issuer ? 'ok' : 'unknown' },
    fault === null && issuer && !isShuttingDown() ? 200 : 503,
  )
}

// A probe waits for no issuer: what it brings, the next one hears.
async function issuerIsKnown(): Promise<boolean> {
  if (hasMetIssuer()) return true
  const met = meetIssuer().then(
    () => true,
    () => false,
  )
  return Promise.race([met, wait(longestWaitMs, false, { ref: false })])
}

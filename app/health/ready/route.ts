import { connection } from 'next/server'
import { hasMetIssuer, meetIssuer } from '#lib/institutions/meet-issuer.ts'
import { sessionStore } from '#lib/session/session-store.ts'
import { isShuttingDown } from '#lib/shutdown.ts'

/** The app can do its work: the store answers, the issuer has answered once, and nobody said stop. */
export async function GET(): Promise<Response> {
  await connection()
  const [store, issuer] = await Promise.all([storeAnswers(), issuerIsKnown()])
  return Response.json(
    { store: store ? 'ok' : 'unreachable', issuer: issuer ? 'ok' : 'unknown' },
    {
      status: store && issuer && !isShuttingDown() ? 200 : 503,
      headers: { 'cache-control': 'no-store' },
    },
  )
}

async function storeAnswers(): Promise<boolean> {
  try {
    await sessionStore().check()
    return true
  } catch {
    return false
  }
}

async function issuerIsKnown(): Promise<boolean> {
  if (hasMetIssuer()) return true
  return meetIssuer()
    .then(() => true)
    .catch(() => false)
}

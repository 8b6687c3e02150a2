import 'server-only'
import { createHash, randomBytes } from 'node:crypto'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { env } from '#lib/env.ts'
import { keepLast } from '#lib/keep-last.ts'
import { processState } from '#lib/process-state.ts'
import { clearCookie, cookieName, openCookie, sealCookie, setCookie } from './sealed-cookie.ts'

const idBytes = 32
const shape = z.object({ id: z.string().regex(/^[\w-]{43}$/) })
/** Half a kilobyte each. */
const mostRemembered = 10_000

/** A session id that nobody has had before, and nobody can guess. */
export function newSessionId(): string {
  return randomBytes(idBytes).toString('base64url')
}

/** What the store knows of a session id. A plain hash is enough: the id is random, and long. */
export function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('base64url')
}

export async function setSessionCookie(id: string): Promise<void> {
  const lifetimeSeconds = env().sessionAbsoluteSeconds
  const sealed = await sealCookie('session cookie', { id }, lifetimeSeconds)
  await setCookie(cookieName('session'), sealed, lifetimeSeconds)
}

/** The session id this browser holds, or null. Whether there is such a session, the store knows. */
export async function readSessionCookie(): Promise<string | null> {
  const jar = await cookies()
  const sealed = jar.get(cookieName('session'))?.value
  if (!sealed) return null

  // Opening costs more than the rest of a look-up. What was opened once may be remembered, because the
  // end of a session is in its record, not in its cookie.
  const opened = processState('opened-session-cookies', () => new Map<string, string>())
  const known = opened.get(sealed)
  if (known) return known

  const id = (await openCookie('session cookie', sealed, shape))?.id ?? null
  return id && keepLast(opened, sealed, id, mostRemembered)
}

export async function clearSessionCookie(): Promise<void> {
  await clearCookie(cookieName('session'))
}

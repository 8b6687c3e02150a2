import 'server-only'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { cookieName, openCookie, sealCookie, setCookie } from './sealed-cookie.ts'

const lifetimeSeconds = 600
const shape = z.object({ state: z.string().min(1), startedAt: z.number() })

/** Remembers the `state` that the authorization server is to bring back after a logout. */
export async function rememberLogout(state: string): Promise<void> {
  const sealed = await sealCookie(
    'logout cookie',
    { state, startedAt: Date.now() },
    lifetimeSeconds,
  )
  await setCookie(cookieName('logout'), sealed, lifetimeSeconds)
}

/**
 * Whether this browser comes back from a logout that it began with us, and not by a link of somebody
 * else's.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RedirectionAfterLogout
 */
export async function isOwnLogout(state: string | null): Promise<boolean> {
  const jar = await cookies()
  const sealed = jar.get(cookieName('logout'))?.value
  const logout = sealed ? await openCookie('logout cookie', sealed, shape) : null
  return (
    logout !== null &&
    logout.state === state &&
    Date.now() < logout.startedAt + lifetimeSeconds * 1000
  )
}

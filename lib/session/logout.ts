import 'server-only'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { cookieName, openCookie, sealCookie, setCookie } from './sealed-cookie.ts'

const lifetimeSeconds = 600
const mostElsewhere = 20

/** A logout that this browser began with us less than ten minutes ago. */
export type Logout = Readonly<{
  /** What the authorization server is to bring back; null where there was none to ask. */
  state: string | null
  /** Institutions whose own site the person is still signed in at. */
  elsewhere: readonly string[]
}>

const shape = z.object({
  state: z.string().min(1).nullable(),
  elsewhere: z.array(z.string()),
  startedAt: z.number(),
})

/** Remembers a logout until the browser comes back from it, and what is still to be offered then. */
export async function rememberLogout({ state, elsewhere }: Logout): Promise<void> {
  const sealed = await sealCookie(
    'logout cookie',
    { state, elsewhere: elsewhere.slice(0, mostElsewhere), startedAt: Date.now() },
    lifetimeSeconds,
  )
  await setCookie(cookieName('logout'), sealed, lifetimeSeconds)
}

/**
 * The logout this browser began with us. A browser that comes back with another `state` than its own was
 * sent by a link of somebody else's.
 *
 * @see https://openid.net/specs/openid-connect-rpinitiated-1_0.html#RedirectionAfterLogout
 */
export async function readLogout(): Promise<Logout | null> {
  const jar = await cookies()
  const sealed = jar.get(cookieName('logout'))?.value
  const logout = sealed ? await openCookie('logout cookie', sealed, shape) : null
  return logout && Date.now() < logout.startedAt + lifetimeSeconds * 1000 ? logout : null
}

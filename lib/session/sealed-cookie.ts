import 'server-only'
import { sealData, unsealData } from 'iron-session'
import { cookies } from 'next/headers'
import type { z } from 'zod'
import { env } from '#lib/env.ts'
import { passwordFor } from './seal.ts'

/** What a cookie is for. Each has a password of its own: one cookie never passes for another. */
type Purpose = 'session cookie' | 'signin cookie' | 'logout cookie'

// RFC 6265bis §5.6: browsers drop a cookie whose name and value are longer.
const longestCookie = 4096
// What follows its version mark, iron-session ignores: without this, a changed cookie would still open.
const intact = /^[^~]+~2$/

/**
 * The name a cookie has here. On https the prefix makes the browser insist on `Secure`, `Path=/` and no
 * `Domain`, so that no neighbouring host can plant one (RFC 6265bis §4.1.3.2).
 */
export function cookieName(name: string): string {
  return isHttps() ? `__Host-${name}` : name
}

export async function sealCookie(
  purpose: Purpose,
  value: Readonly<Record<string, unknown>>,
  lifetimeSeconds: number,
): Promise<string> {
  const [secret = ''] = env().sessionSecrets
  return sealData(value, { password: passwordFor(purpose, secret), ttl: lifetimeSeconds })
}

/** What a cookie seals, or null for one that is damaged, foreign, expired, oversized or not ours. */
export async function openCookie<T>(
  purpose: Purpose,
  sealed: string,
  shape: z.ZodType<T>,
): Promise<T | null> {
  if (sealed.length > longestCookie || !intact.test(sealed)) return null
  for (const secret of env().sessionSecrets) {
    // One secret at a time: in a map of several, a seal names the position of its secret, and that moves
    // when secrets are rotated.
    const opened = await unsealData<unknown>(sealed, {
      password: passwordFor(purpose, secret),
    }).catch(() => null)
    const checked = shape.safeParse(opened)
    if (checked.success) return checked.data
  }
  return null
}

/** Gives the browser a cookie that scripts and other sites' requests do not see. */
export async function setCookie(
  name: string,
  value: string,
  lifetimeSeconds: number,
): Promise<void> {
  const jar = await cookies()
  jar.set(name, value, {
    httpOnly: true,
    // Not `strict`: the authorization server sends the browser back to us from its own site.
    sameSite: 'lax',
    secure: isHttps(),
    path: '/',
    maxAge: lifetimeSeconds,
  })
}

/** Takes a cookie back. With all its attributes, or a browser would refuse to touch a `__Host-` one. */
export async function clearCookie(name: string): Promise<void> {
  await setCookie(name, '', 0)
}

function isHttps(): boolean {
  return env().appUrl.startsWith('https:')
}

import { randomBytes } from 'node:crypto'
import { env } from '#lib/env.ts'

const idBytes = 16
const idShape = /^[\w-]{22}$/

/** The inspector's own cookie: by it a browser is known again, so that each sees its own flows and no others. */
function browserCookieName(): string {
  return isHttps() ? '__Host-flows' : 'flows'
}

/** The id a request brought; null for none, or one that is not ours. */
export function browserIn(cookieHeader: string | undefined): string | null {
  const start = `${browserCookieName()}=`
  const pair = (cookieHeader ?? '').split('; ').find((one) => one.startsWith(start))
  const id = pair?.slice(start.length) ?? ''
  return idShape.test(id) ? id : null
}

/** An id for a browser that has none, and the header that gives it to it until it is closed. */
export function newBrowser(): Readonly<{ id: string; setCookie: string }> {
  const id = randomBytes(idBytes).toString('base64url')
  const secure = isHttps() ? '; Secure' : ''
  return {
    id,
    setCookie: `${browserCookieName()}=${id}; Path=/; HttpOnly; SameSite=Lax${secure}`,
  }
}

function isHttps(): boolean {
  return env().appUrl.startsWith('https:')
}

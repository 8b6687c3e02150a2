import { type NextRequest, NextResponse } from 'next/server'
import { statusOf } from '#app/page-status.ts'
import { env } from '#lib/env.ts'
import { contentSecurityPolicy } from '#lib/http/content-security-policy.ts'
import { isPageLoad, isPrefetch } from '#lib/http/request-origin.ts'
import { turnedAway } from '#lib/http/store-gate.ts'

/** Too Many Requests, and Service Unavailable: who comes back a little later hears something else. */
const laterStatuses = [429, 503]
const retryAfterSeconds = 5

/**
 * Headers, the status of a bad address, and what is said while there are no sessions to be had; nothing
 * else: who may see what is decided where the data is fetched.
 *
 * Every answer to a browser gets a policy with a nonce of its own; Next.js reads it from the request and
 * puts the nonce on its scripts, so what a client sent under that name is always overwritten.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { appUrl } = env()
  if (isElsewhere(request, appUrl)) {
    const { pathname, search } = request.nextUrl
    return NextResponse.redirect(`${appUrl}${pathname}${search}`, 307)
  }

  const policy = contentSecurityPolicy(crypto.randomUUID())
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  headers.delete('content-security-policy-report-only')

  const response = (await turnedAway(request, headers)) ?? goOn(request, headers)
  response.headers.set('content-security-policy', policy)
  if (laterStatuses.includes(response.status)) {
    response.headers.set('retry-after', String(retryAfterSeconds))
    response.headers.set('cache-control', 'no-store')
  }
  if (appUrl.startsWith('https:')) {
    response.headers.set('strict-transport-security', 'max-age=63072000')
  }
  return response
}

// A page cannot say so itself: its headers are gone before its parts are known.
function goOn(request: NextRequest, headers: Headers): NextResponse {
  const status = statusOf(new URL(request.url))
  return NextResponse.next({ request: { headers }, ...(status !== null && { status }) })
}

/**
 * A page asked for under another name of this machine would have another origin, and no cookies. What a
 * proxy says the browser asked for counts too: believing it here does no more than skip a redirect.
 */
function isElsewhere(request: NextRequest, appUrl: string): boolean {
  const { host } = new URL(appUrl)
  const asked = ['host', 'x-forwarded-host'].map((name) => request.headers.get(name))
  return (
    request.method === 'GET' && !asked.includes(host) && isPageLoad(request) && !isPrefetch(request)
  )
}

export const config = {
  // Files, and what machines ask for by whatever address they know us.
  matcher: '/((?!_next/static/|health/(?:live|ready)$|\\.well-known/jwks\\.json$|icon\\.svg$).*)',
}

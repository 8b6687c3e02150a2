import { type NextRequest, NextResponse } from 'next/server'
import { statusOf } from '#app/page-status.ts'
import { env } from '#lib/env.ts'
import { isElsewhere } from '#lib/http/request-origin.ts'
import { turnedAway } from '#lib/http/store-gate.ts'

/** Too Many Requests, and Service Unavailable: who comes back a little later hears something else. */
const laterStatuses = [429, 503]
const retryAfterSeconds = 5

/**
 * What cannot go on to its page as it is: asked for under another name, at an address that makes no sense,
 * or while there are no sessions to be had. `front-door.ts` says whom that may concern; nobody else
 * comes here. It also sets the headers of every answer, the content security policy for one.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { appUrl } = env()
  if (isElsewhere(request, appUrl)) {
    const { pathname, search } = request.nextUrl
    return NextResponse.redirect(`${appUrl}${pathname}${search}`, 307)
  }

  const response = (await turnedAway(request)) ?? goOn(request)
  if (laterStatuses.includes(response.status)) {
    response.headers.set('retry-after', String(retryAfterSeconds))
    response.headers.set('cache-control', 'no-store')
  }
  return response
}

// A page cannot say so itself: its headers are gone before its parts are known.
function goOn(request: NextRequest): NextResponse {
  const status = statusOf(new URL(request.url))
  return NextResponse.next({ ...(status !== null && { status }) })
}

export const config = {
  // The header has no name here: what is written here is read while the app is built.
  matcher: [{ source: '/:path*', has: [{ type: 'header', key: 'x-foyer-proxy' }] }],
}

import { after, type NextRequest } from 'next/server'
import { revokeGrants } from '#app/auth/revoke-grants.ts'
import { FlowError } from '#lib/errors.ts'
import { record } from '#lib/events.ts'
import { attempts } from '#lib/http/attempts.ts'
import { readBody } from '#lib/http/form.ts'
import { attemptOf, json } from '#lib/http/respond.ts'
import { issuers } from '#lib/institutions/registry.ts'
import { readLogoutToken } from '#lib/oauth/logout-token.ts'
import { reportProblem } from '#lib/report.ts'
import { endGrantsOf } from '#lib/session/backchannel-logout.ts'

/** Of so many grants the refresh tokens are revoked; those of more run out. */
const mostRevoked = 100

/**
 * An issuer tells us that somebody's session there is over. It calls by itself: no browser is there, so no
 * cookie counts and no origin is compared. What is said is believed for its signature alone. Only who says
 * what cannot be believed, again and again, is no longer listened to.
 *
 * @see https://openid.net/specs/openid-connect-backchannel-1_0.html#BCRequest
 */
export async function POST(request: NextRequest): Promise<Response> {
  const attempt = attemptOf(request)
  if (attempts().count(attempt) !== null) return refuse('too many were refused before')
  try {
    const notice = await readLogoutToken(await tokenIn(request), issuers())
    const ended = await endGrantsOf(notice)
    attempts().takeBack(attempt)
    const grants = ended.flat()
    // Who waits for our answer may be who has to revoke them.
    after(() => revokeGrants(grants.slice(0, mostRevoked)))
    record('backchannel-logout', {
      issuer: notice.issuer,
      sessions: ended.length,
      grants: grants.length,
    })
    return new Response(null, { headers: { 'cache-control': 'no-store' } })
  } catch (error) {
    if (!(error instanceof FlowError)) throw error
    reportProblem(error)
    return refuse(`refused, or not done; our log says why at ${error.reference}`)
  }
}

function refuse(why: string): Response {
  return json({ error: 'invalid_request', error_description: why }, 400)
}

/** @throws {FlowError} `untrusted-response` */
async function tokenIn(request: Request): Promise<string> {
  const type = request.headers.get('content-type') ?? ''
  const isForm = /^application\/x-www-form-urlencoded(;|$)/i.test(type)
  const body = isForm ? await readBody(request) : null
  const text = new TextDecoder().decode(body ?? undefined)
  const [token, ...others] = new URLSearchParams(text).getAll('logout_token')
  if (token === undefined || others.length > 0) {
    throw new FlowError('untrusted-response', 'the request is not one form with one logout token')
  }
  return token
}

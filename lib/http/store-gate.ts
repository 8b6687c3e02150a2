import { type NextRequest, NextResponse } from 'next/server'
import { FlowError } from '#lib/errors.ts'
import { inTime } from '#lib/in-time.ts'
import { processState } from '#lib/process-state.ts'
import { reportProblem } from '#lib/report.ts'
import { cookieName } from '#lib/session/sealed-cookie.ts'
import { sessionStore } from '#lib/session/session-store.ts'
import { type Look, proxyMark } from './proxy-mark.ts'
import { wantsJson } from './request-origin.ts'

const longestCheckMs = 1_000
/** Everybody who comes meanwhile is shown the same reference: a fault is told, not counted. */
const tellEveryMs = 1_000
/** What needs no session: where a sign-in begins, and the page that says why nothing else goes on. */
const needNone = ['/auth/authorize', '/problem/store-unavailable']

/**
 * Turns a request away that cannot be answered without the session store, while that does not answer.
 *
 * Before anything else looks at it: nobody is taken for signed out, no cookie changes, a callback is not
 * spent. The explanation stands at the address that was asked for, so that loading it again goes on.
 *
 * @returns null for a request that may go on
 */
export async function turnedAway(request: NextRequest): Promise<NextResponse | null> {
  if (!needsStore(request, request.nextUrl.pathname)) return null
  // Asked once already for this request, a silent store is not waited for once more.
  const isKnown = request.headers.get(proxyMark) === ('store-away' satisfies Look)
  const fault = (isKnown && last().fault) || (await storeFault())
  if (fault === null) return null

  const explanation = new URL(pageOf(fault), request.url)
  if (wantsJson(request) || request.nextUrl.pathname === '/auth/session') {
    return NextResponse.json({ error: fault.code }, { status: 503 })
  }
  // Only a GET can be loaded again by a link.
  if (request.method === 'GET') explanation.searchParams.set('again', '')
  return NextResponse.rewrite(explanation, { status: 503 })
}

/** Why the session store cannot be used now; null while it answers. */
export async function storeFault(): Promise<FlowError | null> {
  try {
    await inTime(sessionStore().check(), longestCheckMs, () => new Error('no answer in time'))
    return null
  } catch (error) {
    const message = 'the session store does not answer'
    const isTold = error instanceof FlowError
    last().fault = isTold ? error : new FlowError('store-unavailable', message, { cause: error })
    return last().fault
  }
}

const last = () => processState('store-gate.last', () => ({ fault: null as FlowError | null }))

/** The page that explains it. No cookie is needed to come here, so the log has not a line for each request. */
function pageOf(fault: FlowError): string {
  const told = processState('store-gate.told', () => ({ page: '', until: 0 }))
  const now = performance.now()
  if (now >= told.until)
    Object.assign(told, { page: reportProblem(fault), until: now + tellEveryMs })
  return told.page
}

/** Whether a request can be answered only with the session store. */
export function needsStore({ headers }: WithHeaders, pathname: string): boolean {
  if (pathname === '/auth/callback') return true
  if (needNone.includes(pathname)) return false
  const cookies = headers.get('cookie')?.split(';') ?? []
  return cookies.some((cookie) => cookie.trim().startsWith(`${cookieName('session')}=`))
}

type WithHeaders = Readonly<{ headers: Pick<Headers, 'get'> }>

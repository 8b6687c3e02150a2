import type { NextRequest } from 'next/server'
import { env } from '#lib/env.ts'
import { plainRefusals } from '#lib/errors/refusals.ts'
import { FlowError } from '#lib/errors.ts'
import { reportProblem } from '#lib/report.ts'
import { witness } from '#lib/witness.ts'
import { attempts } from './attempts.ts'
import { clientAddress } from './client-address.ts'
import { isPageLoad, isPrefetch, isSameOrigin, wantsJson } from './request-origin.ts'

type Handler = (request: NextRequest) => Promise<Response>

const noStore = { 'cache-control': 'no-store' }

/** Sends the browser on with GET, whatever method it came with (RFC 9110 §15.4.4). Never cached. */
export function seeOther(path: string | URL): Response {
  const location = new URL(path, env().appUrl).href
  return new Response(null, { status: 303, headers: { location, ...noStore } })
}

/** A JSON answer about what is now: for whoever asked, this once. */
export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...noStore, ...headers } })
}

/** Says to a script that it may go better a little later. */
export function unavailable({ code }: Pick<FlowError, 'code'>): Response {
  return json({ error: code }, 503, { 'retry-after': '5' })
}

/**
 * Runs one step of a flow. A FlowError leads to the page that explains it; a bug stays a bug.
 *
 * Only a page load may take a step. Prefetches, images, frames and scripts are turned away, which also
 * makes the Next.js router fall back from its own fetch to a real page load. And not too often.
 */
export function flowStep(handle: Handler): Handler {
  return async (request) => {
    if (isPrefetch(request)) return new Response(null, { status: 204, headers: noStore })
    if (!isPageLoad(request)) return refused('not-a-page-load')
    const refusal = attempts().count(attemptOf(request))
    return refusal === null ? explain(request, handle) : seeOther(refusal)
  }
}

/** Each step has a limit of its own, for who is at one address. */
export function attemptOf({ nextUrl, headers }: NextRequest): string {
  return `${nextUrl.pathname} ${clientAddress(headers, env().trustedProxies)}`
}

/** Runs a change of state: a POST that comes from a page of ours, and from nowhere else. */
export function stateChange(handle: Handler): Handler {
  return async (request) => {
    if (!isSameOrigin(request, env().appUrl)) return refused('not-from-here')
    return explain(request, handle)
  }
}

/** Next.js would run the GET handler for a HEAD, and answer OPTIONS by itself. */
export async function methodNotAllowed(): Promise<Response> {
  return refused('method-not-allowed', { allow: 'GET' })
}

/** More than any form of ours sends. */
export function tooLarge(): Response {
  return refused('too-large')
}

async function explain(request: NextRequest, handle: Handler): Promise<Response> {
  const answer = await orItsPage(request, handle)
  const location = answer.headers.get('location')
  if (location !== null) await witness()?.sendingOn(location)
  return answer
}

/** A FlowError leads to its page; to a script, which has none, a store that fails is told as it is. */
async function orItsPage(request: NextRequest, handle: Handler): Promise<Response> {
  try {
    return await handle(request)
  } catch (error) {
    if (!(error instanceof FlowError)) throw error
    const page = reportProblem(error)
    return wantsJson(request) && error.code === 'store-unavailable'
      ? unavailable(error)
      : seeOther(page)
  }
}

/** Turns a request away in a few words: no page of ours leads here, so none explains it. */
export function refused(
  code: keyof typeof plainRefusals,
  headers: Record<string, string> = {},
): Response {
  const { status, title, advice } = plainRefusals[code]
  return new Response(`${title}. ${advice}`, { status, headers: { ...noStore, ...headers } })
}

import 'server-only'
import type { z } from 'zod'
import { boundedFetch, type CallLimits, limits, NoAnswer } from '#lib/bounded-fetch.ts'
import { FlowError, type FlowErrorNames, newReference } from '#lib/errors.ts'
import { pathPattern } from '#lib/path-segment.ts'
import { repeatableFetch } from '#lib/retry.ts'
import { inRequestSpan, traceHeaders } from '#lib/telemetry.ts'
import type { Viewer } from './viewer.ts'

/** A call of the resource API that serves the viewer's institution, relative to its base. */
export type ApiCall<T> = ApiRequest & Readonly<{ answer: z.ZodType<T> }>

export type ApiRequest = Method &
  Readonly<{
    path: string
    /** Sent as JSON. */
    body?: unknown
    /** The version that was seen; the API refuses to change a newer one (RFC 9110 §13.1.1). */
    ifMatch?: string
    /** Nobody waits for the answer any more. */
    signal?: AbortSignal
  }>

/** A POST that only reads has to say so; a PUT or PATCH cannot. */
type Method = Readonly<
  { method?: 'GET' } | { method: 'POST'; reads?: true } | { method: 'PUT' | 'PATCH' }
>

/**
 * Calls the resource API for the viewer, and answers what it said in the expected shape; null for 404.
 *
 * A 401 leads to one refresh and one retry of what reads; a second one ends the grant. What a server in
 * trouble did not answer is asked for once more where it reads. A write is sent once: after a 401 there is
 * a new token, and the person decides anew.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · `session-over`
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export async function callApi<T>(viewer: Viewer, call: ApiCall<T>): Promise<T | null> {
  // Parts of a page share a viewer: another part may renew it while this call is under way.
  let used = viewer.authorization
  const ask = isRead(call) ? repeatableFetch : boundedFetch
  let response = await send(viewer, used, call, limits.api, ask)
  if (response.status === 401) {
    await viewer.renew(used)
    if (!isRead(call)) {
      const names = { ...namesOf(response), isPassing: true }
      throw new FlowError('api-unavailable', 'the API answered 401 to a write', names)
    }
    used = viewer.authorization
    response = await send(viewer, used, call, limits.api, ask)
  }
  if (response.status === 401) throw await viewer.end(used, namesOf(response))
  return read(response, call)
}

/**
 * The same, for what is only nice to have: within two seconds, and a 401 ends nothing.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted`
 */
export async function callApiOnce<T>(viewer: Viewer, call: ApiCall<T>): Promise<T | null> {
  return read(await send(viewer, viewer.authorization, call, limits.niceToHave), call)
}

/** One request as it is, for whoever reads the answer. @throws {FlowError} `api-unavailable` */
export async function send(
  { api, institutionId }: Pick<Viewer, 'api' | 'institutionId'>,
  authorization: string,
  { method = 'GET', path, body, signal, ifMatch }: ApiRequest,
  limit: CallLimits = limits.api,
  ask = boundedFetch,
): Promise<Response> {
  const reference = newReference()
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization,
    'x-request-id': reference,
  }
  if (body !== undefined) headers['content-type'] = 'application/json'
  if (ifMatch !== undefined) headers['if-match'] = ifMatch
  const init = { method, headers, body: body === undefined ? null : JSON.stringify(body) }
  const url = `${api.baseUrl}${path}`
  const template = pathPattern(path)
  const within = { ...limit, guest: institutionId ?? 'zero' }
  try {
    const about = { method, url, template, reference }
    const response = await inRequestSpan(`${method} ${template}`, about, () => {
      Object.assign(headers, traceHeaders())
      return ask(url, { ...init, signal: signal ?? null }, within)
    })
    references.set(response, reference)
    return response
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    const { message, isPassing } = error
    throw new FlowError('api-unavailable', `the API ${message}`, { reference, isPassing })
  }
}

/** What each request was called when it was sent. */
const references = new WeakMap<Response, string>()

function isRead(call: Method): boolean {
  return call.method === 'POST' ? call.reads === true : (call.method ?? 'GET') === 'GET'
}

/** @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` */
export async function read<T>(response: Response, { answer }: ApiCall<T>): Promise<T | null> {
  const names = namesOf(response)
  if (response.status === 404) return null
  if (response.status === 403) {
    throw new FlowError(whyForbidden(response), 'the API answered 403', names)
  }
  const { status } = response
  if (!response.ok) {
    const isPassing = status === 429 || status >= 500
    throw new FlowError('api-unavailable', `the API answered ${status}`, { ...names, isPassing })
  }
  const parsed = answer.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) {
    throw new FlowError('api-unavailable', 'the answer of the API has another shape', names)
  }
  return parsed.data
}

/** The app lacks a scope, or the person the permission (RFC 6750 §3.1). */
export function whyForbidden({ headers }: Response): 'missing-scope' | 'not-permitted' {
  const challenge = headers.get('www-authenticate') ?? ''
  return challenge.includes('insufficient_scope') ? 'missing-scope' : 'not-permitted'
}

/**
 * What we called a request, and what the API calls it where that is another name: shown and logged, so only
 * if it is what such a name looks like.
 */
export function namesOf(response: Response): FlowErrorNames {
  const reference = references.get(response) ?? newReference()
  const id = response.headers.get('x-request-id') ?? ''
  const isAnother = id !== reference && /^[\w.:-]{1,128}$/.test(id)
  return { reference, requestId: isAnother ? id : null }
}

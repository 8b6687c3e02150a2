import 'server-only'
import type { z } from 'zod'
import { boundedFetch, type CallLimits, limits } from '../bounded-fetch.ts'
import { env } from '../env.ts'
import { FlowError } from '../errors.ts'
import type { Viewer } from './viewer.ts'

/** A call of the resource API, relative to its base. */
export type ApiCall<T> = Readonly<{
  method?: 'GET' | 'POST'
  path: string
  /** Sent as JSON. */
  body?: unknown
  answer: z.ZodType<T>
  limit?: CallLimits
}>

/**
 * Calls the resource API for the viewer, and answers what it said in the expected shape; null for 404.
 *
 * All calls of this app read. A 401 leads to one refresh and one retry; a second one ends the grant.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · `session-over`
 * @see https://www.rfc-editor.org/rfc/rfc6750#section-3.1
 */
export async function callApi<T>(viewer: Viewer, call: ApiCall<T>): Promise<T | null> {
  let response = await send(viewer, call)
  if (response.status === 401) {
    await viewer.renew()
    response = await send(viewer, call)
  }
  if (response.status === 401) throw await viewer.end()
  return read(response, call)
}

async function send(
  viewer: Viewer,
  { method = 'GET', path, body, limit = limits.api }: ApiCall<unknown>,
): Promise<Response> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    authorization: viewer.authorization,
    'x-request-id': crypto.randomUUID(),
  }
  if (body !== undefined) headers['content-type'] = 'application/json'
  const init = { method, headers, body: body === undefined ? null : JSON.stringify(body) }
  try {
    return await boundedFetch(`${env().apiUrl}${path}`, init, limit)
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'failed'
    throw new FlowError('api-unavailable', `the API ${reason}`, {
      cause,
      requestId: headers['x-request-id'] ?? null,
    })
  }
}

async function read<T>(response: Response, { answer }: ApiCall<T>): Promise<T | null> {
  const requestId = requestIdOf(response)
  if (response.status === 404) return null
  if (response.status === 403) {
    const needsScope = response.headers.get('www-authenticate')?.includes('insufficient_scope')
    throw new FlowError(needsScope ? 'missing-scope' : 'not-permitted', 'the API answered 403', {
      requestId,
    })
  }
  if (!response.ok) {
    throw new FlowError('api-unavailable', `the API answered ${response.status}`, { requestId })
  }
  const parsed = answer.safeParse(await response.json().catch(() => undefined))
  if (!parsed.success) {
    throw new FlowError('api-unavailable', 'the answer of the API has another shape', { requestId })
  }
  return parsed.data
}

/** What the API calls this request; shown and logged, so only if it is what such an id looks like. */
function requestIdOf({ headers }: Response): string | null {
  const id = headers.get('x-request-id') ?? ''
  return /^[\w.:-]{1,128}$/.test(id) ? id : null
}

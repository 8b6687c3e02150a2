import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { BodyTooLong } from '../http/body.ts'
import type { RequestLog } from '../request-log.ts'
import type { Caller } from './bearer.ts'
import { ApiError, noSuchThing } from './error.ts'

/** What an API knows to answer, and in which words it refuses. */
export type Api = Readonly<{
  find: (method: string, path: string) => FoundCall | null
  toBody: (refusal: ApiError) => unknown
}>

/** A call, and who may make it is its own affair. The signal says that nobody waits any more. */
type FoundCall = Readonly<{
  /** What it is called in the request log. */
  kind: string
  answer: (caller: Caller, request: IncomingMessage, signal: AbortSignal) => unknown
}>

type Dependencies = Readonly<{
  api: Api
  /** The path below which the API stands. */
  mountedAt: string
  checkAccessToken: (authorization: string | undefined) => Promise<Caller>
  delayMs: number
  log: RequestLog
}>

/** Answers an API. Every answer carries an `x-request-id`: the caller's, if it is a sane one. */
export function serveApi({ api, mountedAt, checkAccessToken, delayMs, log }: Dependencies) {
  return async (
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    search: string,
  ): Promise<void> => {
    const requestId = requestIdOf(request)
    response.setHeader('x-request-id', requestId)
    const gone = new AbortController()
    response.once('close', () => gone.abort())
    if (delayMs > 0) await wait(delayMs)

    const call = api.find(request.method ?? '', path)
    let caller: Caller | null = null
    let refusal: ApiError | null = null
    let answer: unknown = null
    try {
      if (!call) throw noSuchThing()
      caller = await checkAccessToken(request.headers.authorization)
      answer = await call.answer(caller, request, gone.signal)
    } catch (error) {
      refusal = toRefusal(error)
    }

    const status = refusal?.status ?? 200
    log.add({
      kind: call?.kind ?? 'api:unknown',
      method: request.method ?? '',
      path: mountedAt + path + search,
      status,
      requestId,
      clientId: caller?.clientId ?? null,
      sub: caller?.sub ?? null,
      institutionId: caller?.institutionId ?? null,
      reason: refusal?.errorCode ?? null,
    })
    if (refusal?.challenge) response.setHeader('www-authenticate', refusal.challenge)
    if (refusal?.retryAfterSeconds) {
      response.setHeader('retry-after', String(refusal.retryAfterSeconds))
    }
    // What is left of a body that was not read is not waited for.
    if (refusal && !request.complete) response.setHeader('connection', 'close')
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(refusal ? api.toBody(refusal) : answer))
  }
}

/** The name a caller gave its request, if it is a sane one; else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID()
}

function toRefusal(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof BodyTooLong) {
    return new ApiError(413, 'BODY_TOO_LONG', 'The body is longer than any of ours.')
  }
  console.error(error)
  return new ApiError(500, 'INTERNAL_ERROR', 'Something is broken in the sandbox.')
}

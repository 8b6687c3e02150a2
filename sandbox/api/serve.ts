import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { openBooks } from '../accounts.ts'
import { BodyTooLong, readBody } from '../http/body.ts'
import type { RequestLog } from '../request-log.ts'
import { requireAccess } from './access.ts'
import type { Caller } from './bearer.ts'
import { calls, readPath } from './calls.ts'
import { ApiError, badRequest, noSuchThing } from './error.ts'

const longestBodyBytes = 65_536

type Dependencies = Readonly<{
  checkAccessToken: (authorization: string | undefined) => Promise<Caller>
  delayMs: number
  log: RequestLog
}>

/** Answers `/api/*`. Every answer carries an `x-request-id`: the caller's, if it is a sane one. */
export function serveApi({ checkAccessToken, delayMs, log }: Dependencies) {
  const books = openBooks()

  return async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const requestId = requestIdOf(request)
    response.setHeader('x-request-id', requestId)
    if (delayMs > 0) await wait(delayMs)

    const found = findCall(request.method ?? '', path)
    let caller: Caller | null = null
    let refusal: ApiError | null = null
    let answer: unknown = null
    try {
      if (!found) throw noSuchThing()
      caller = await checkAccessToken(request.headers.authorization)
      requireAccess(caller, found.path, found.call)
      const body = request.method === 'GET' ? null : await readJson(request)
      const book = books.get(found.path.institutionId) ?? new Map()
      answer = found.call.answer(book, found.path, { body, ifMatch: request.headers['if-match'] })
    } catch (error) {
      refusal = toRefusal(error)
    }

    const status = refusal?.status ?? 200
    log.add({
      kind: found?.call.kind ?? 'api:unknown',
      method: request.method ?? '',
      path: `/api${path}`,
      status,
      requestId,
      clientId: caller?.clientId ?? null,
      sub: caller?.sub ?? null,
      institutionId: caller?.institutionId ?? null,
      reason: refusal?.errorCode ?? null,
    })
    if (refusal?.challenge) response.setHeader('www-authenticate', refusal.challenge)
    // What is left of a body that was not read is not waited for.
    if (refusal && !request.complete) response.setHeader('connection', 'close')
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    response.end(JSON.stringify(refusal ? toBody(refusal) : answer))
  }
}

function findCall(method: string, path: string) {
  for (const call of calls) {
    const match = call.method === method ? call.pattern.exec(path) : null
    const parts = match && readPath(match)
    if (parts) return { call, path: parts }
  }
  return null
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!/^application\/json(;|$)/i.test(request.headers['content-type'] ?? '')) {
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json.')
  }
  const text = await readBody(request, longestBodyBytes)
  try {
    return JSON.parse(text)
  } catch {
    throw badRequest('The body is not JSON.')
  }
}

function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers['x-request-id']
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID()
}

function toRefusal(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  if (error instanceof BodyTooLong) {
    return new ApiError(413, 'BODY_TOO_LONG', `A body may have ${longestBodyBytes} bytes.`)
  }
  console.error(error)
  return new ApiError(500, 'INTERNAL_ERROR', 'Something is broken in the sandbox.')
}

function toBody({ errorCode, message }: ApiError) {
  return { errorCode, message }
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { ApiError, badRequest } from '../api/error.ts'
import { answerJson } from './answer.ts'
import { BodyTooLong, readBody } from './body.ts'

const longestBodyBytes = 4_096

/**
 * What may be commanded at an origin, by name. Each reads its value and gives back what does it.
 *
 * @throws {ApiError} 400, for a value that makes no sense
 */
export type Commands = Readonly<Record<string, (value: unknown) => () => void>>

/**
 * `POST /control`: a JSON object of commands, all of which are done, or none. 204, or 4xx with an error.
 *
 * For tests and presenters on this machine. A page of another site cannot reach it: a browser sends no JSON
 * there without asking first, and says where a request comes from.
 */
export async function answerControl(
  request: IncomingMessage,
  response: ServerResponse,
  commands: Commands,
): Promise<void> {
  try {
    requireOwn(request)
    const actions = Object.entries(await readObject(request)).map(([name, value]) => {
      const command = Object.hasOwn(commands, name) ? commands[name] : undefined
      if (!command) throw badRequest(`Known commands: ${Object.keys(commands).join(', ')}.`)
      return command(value)
    })
    for (const act of actions) act()
    response.writeHead(204).end()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    const { status, errorCode, message } = error
    answerJson(response, { errorCode, message }, status)
  }
}

function requireOwn({ method, headers }: IncomingMessage): void {
  const { origin, host, 'sec-fetch-site': site = 'none' } = headers
  if (method !== 'POST') throw new ApiError(405, 'METHOD_NOT_ALLOWED', 'Send a POST.')
  const isOwn = origin === undefined || origin === `http://${host}`
  if (!isOwn || !['none', 'same-origin'].includes(site)) {
    throw new ApiError(403, 'FOREIGN_ORIGIN', 'This request comes from another site.')
  }
  if (!/^application\/json(;|$)/i.test(headers['content-type'] ?? '')) {
    throw new ApiError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Send application/json.')
  }
}

async function readObject(request: IncomingMessage): Promise<object> {
  let body: unknown
  try {
    body = JSON.parse(await readBody(request, longestBodyBytes))
  } catch (error) {
    if (error instanceof BodyTooLong) throw new ApiError(413, 'BODY_TOO_LONG', 'Too long.')
    throw badRequest('The body is not JSON.')
  }
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw badRequest('The body must be a JSON object.')
  }
  return body
}

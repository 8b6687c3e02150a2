import type { IncomingMessage, ServerResponse } from 'node:http'
import { requestIdOf } from '../api/serve.ts'
import { invalidToken } from './faults/api-answers.ts'
import type { Lab } from './lab.ts'
import { staySilent } from './silence.ts'
import type { ApiAnswer } from './strikes.ts'

/**
 * Stands before the API, and answers for it where a fault strikes.
 *
 * @param path below the API's base
 * @returns whether it has answered
 */
export async function disturbApi(
  { armed, refused }: Lab,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<boolean> {
  const flow = flowAt(path)
  if (flow === null) return false
  if (armed.find(['refresh', 'service'], 'lure') === flow) refused.refuse(request, 'token')

  const strike = armed.take([flow], 'api', { method: request.method, path })
  if (strike) {
    await send(request, response, strike(request, refused))
    return true
  }
  if (!refused.has(request)) return false
  await send(request, response, invalidToken)
  return true
}

function flowAt(path: string): 'page' | 'service' | null {
  if (/^\/[^/]+\/enterprise\//.test(path)) return 'page'
  return path.startsWith('/a/consumer-user-search/') ? 'service' : null
}

async function send(request: IncomingMessage, response: ServerResponse, answer: ApiAnswer) {
  if (answer === 'silence') return staySilent(response)
  const { status, headers = {}, body } = answer
  const type = typeof body === 'string' ? 'text/html' : 'application/json'
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'x-request-id': requestIdOf(request),
    connection: 'close',
    ...headers,
  })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

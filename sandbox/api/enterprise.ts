import type { IncomingMessage } from 'node:http'
import { openBooks } from '../accounts.ts'
import type { Directory } from '../directory.ts'
import { readBody } from '../http/body.ts'
import { requireAccess } from './access.ts'
import { calls, readPath } from './calls.ts'
import { ApiError, badRequest } from './error.ts'
import type { Api } from './serve.ts'

const longestBodyBytes = 65_536

/** The directory and the account calls, which the shared server's access tokens open. */
export function enterpriseApi(directory: Directory, larkspurAccounts: number): Api {
  const bookOf = openBooks(larkspurAccounts)

  return {
    find(method, path) {
      for (const call of calls) {
        const match = call.method === method ? call.pattern.exec(path) : null
        const parts = match && readPath(match)
        if (!parts) continue
        return {
          kind: call.kind,
          async answer(caller, request, signal) {
            requireAccess(directory, caller, parts, call)
            const body = method === 'GET' ? null : await readJson(request)
            const input = { body, ifMatch: request.headers['if-match'] }
            return call.answer({
              ...parts,
              ...{ book: bookOf(parts.institutionId), directory, input, signal },
            })
          },
        }
      }
      return null
    },
    toBody: ({ errorCode, message }) => ({ errorCode, message }),
  }
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

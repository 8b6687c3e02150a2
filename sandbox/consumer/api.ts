import { requireScope } from '../api/access.ts'
import { ApiError, noSuchThing } from '../api/error.ts'
import type { Api } from '../api/serve.ts'
import type { Person } from '../people.ts'
import type { Bank } from './banks.ts'
import { openBooks } from './books.ts'
import { calls } from './calls.ts'
import type { Tasks } from './tasks.ts'

/** A bank's API for its customers' own data: each sees what is theirs. */
export function consumerApi(bank: Bank, customers: readonly Person[], tasks: Tasks): Api {
  const books = openBooks(bank, customers, Date.now())

  return {
    find(method, path) {
      for (const call of calls) {
        const parts = call.method === method ? partsOf(call.pattern.exec(path)) : null
        if (!parts) continue
        return {
          kind: call.kind,
          answer(caller, request, signal) {
            if (caller.sub !== parts.sub) {
              throw new ApiError(401, 'WRONG_PERSON', 'The access token is for another user.')
            }
            requireScope(caller, call.scope)
            const customer = customers.find(({ sub }) => sub === caller.sub)
            const book = books.get(caller.sub)
            if (!customer || !book) throw noSuchThing()
            const query = new URL(request.url ?? '', 'http://bank').searchParams
            return call.answer({ bank, customer, book, tasks, query, signal, ...parts })
          },
        }
      }
      return null
    },
    // Its numbers are not published. Here the number is the status once more.
    toBody: ({ status, message }) => ({ errorCode: status, messages: message }),
  }
}

/** What a path says; null for one that fits no call, or is broken. */
function partsOf(match: RegExpExecArray | null) {
  try {
    const part = (name: string) => decodeURIComponent(match?.groups?.[name] ?? '')
    return match && { sub: part('sub'), id: part('id') }
  } catch {
    return null
  }
}

import type { IncomingMessage } from 'node:http'
import { usersScope } from '../authorization/scopes.ts'
import type { Directory } from '../directory.ts'
import { serviceAccountOf } from '../service-accounts.ts'
import { openUsers, type User } from '../users.ts'
import { requireScope } from './access.ts'
import type { Caller } from './bearer.ts'
import { ApiError, badRequest } from './error.ts'
import { only, wholeNumber } from './query.ts'
import type { Api } from './serve.ts'

const pattern = /^\/a\/consumer-user-search\/api\/v0\/institutions\/([\w.~-]+)\/users$/

/** The users of an institution: an API for clients that act by themselves. */
export class UserSearch {
  /** How many calls from now on are answered 429. */
  busy = 0
  readonly #directory: Directory
  readonly #usersOf = openUsers()

  constructor(directory: Directory) {
    this.#directory = directory
  }

  readonly find: Api['find'] = (method, path) => {
    const institutionId = method === 'GET' ? pattern.exec(path)?.[1] : undefined
    if (institutionId === undefined) return null
    return {
      kind: 'api:users',
      answer: (caller, request) => {
        this.#requireAccess(caller, institutionId)
        if (this.busy > 0) {
          this.busy -= 1
          throw new ApiError(429, 'TOO_MANY_REQUESTS', 'Ask again a little later.', null, 1)
        }
        return search(this.#usersOf(institutionId), request)
      },
    }
  }

  /** As for people: the token's institution, the client's scope, and the permission of the user behind it. */
  #requireAccess(caller: Caller, institutionId: string): void {
    if (caller.institutionId !== null && caller.institutionId !== institutionId) {
      throw new ApiError(403, 'WRONG_INSTITUTION', 'The access token is for another institution.')
    }
    requireScope(caller, usersScope)
    const user = serviceAccountOf(caller.clientId)?.user
    const permission = user && this.#directory.permissionAt(user, institutionId)
    if (permission !== 'look' && permission !== 'edit') {
      throw new ApiError(
        403,
        'NOT_PERMITTED',
        'The user of this service account may not see people.',
      )
    }
  }
}

function search(users: readonly User[], { url = '' }: IncomingMessage) {
  const { searchParams } = new URL(url, 'http://sandbox')
  const query = only(searchParams, 'query', '').trim().toLowerCase()
  const limit = wholeNumber(searchParams, 'limit', 25, 1, 100)
  const offset = wholeNumber(searchParams, 'offset', 0, 0, 1_000_000)
  if (query.length > 200) throw badRequest('query must be text of at most 200 characters.')

  const found = users.filter((user) => textOf(user).includes(query))
  return { users: found.slice(offset, offset + limit), totalCount: found.length }
}

function textOf(user: User): string {
  const { firstName, lastName, businessName, email, primaryInstitutionUsername: username } = user
  return [`${firstName} ${lastName}`, businessName, email, username].join('\n').toLowerCase()
}

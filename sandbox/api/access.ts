import type { Directory } from '../directory.ts'
import { findPerson } from '../people.ts'
import type { Caller } from './bearer.ts'
import { ApiError } from './error.ts'

/**
 * Three questions, each with an answer of its own: is the token for this institution and this person, has
 * the app the scope, and has the person the permission. Scopes belong to the app, permissions to people.
 *
 * @throws {ApiError} 403
 */
export function requireAccess(
  directory: Directory,
  caller: Caller,
  path: Readonly<{ institutionId: string; sub: string }>,
  needs: Readonly<{ scope: string | null; permission: 'look' | 'edit' | null }>,
): void {
  requirePath(caller, path)
  if (needs.scope !== null) requireScope(caller, needs.scope)
  if (needs.permission !== null && !mayDo(directory, caller, needs.permission)) {
    throw new ApiError(403, 'NOT_PERMITTED', 'This person does not have the permission for that.')
  }
}

/** @throws {ApiError} 403, with what RFC 6750 §3.1 wants said */
export function requireScope({ scopes }: Caller, scope: string): void {
  if (scopes.has(scope)) return
  throw new ApiError(
    403,
    'INSUFFICIENT_SCOPE',
    `The app was not granted the scope ${scope}.`,
    `Bearer error="insufficient_scope", scope="${scope}"`,
  )
}

function requirePath(
  caller: Caller,
  { institutionId, sub }: { institutionId: string; sub: string },
) {
  if (caller.institutionId !== institutionId) {
    throw new ApiError(403, 'WRONG_INSTITUTION', 'The access token is for another institution.')
  }
  if (caller.sub !== sub) {
    throw new ApiError(403, 'WRONG_PERSON', 'The access token is for another person.')
  }
}

function mayDo(
  directory: Directory,
  { sub, institutionId }: Caller,
  wanted: 'look' | 'edit',
): boolean {
  const person = findPerson(sub)
  const permission =
    person && institutionId !== null && directory.permissionAt(person, institutionId)
  return permission === 'edit' || (permission === 'look' && wanted === 'look')
}

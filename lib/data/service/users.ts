import 'server-only'
import { z } from 'zod'
import { FlowError } from '#lib/errors.ts'
import { pathSegment } from '#lib/path-segment.ts'
import type { Viewer } from '../viewer.ts'
import { callAsService } from './call-as-service.ts'
import type { UserSearch } from './user-search.ts'

const text = z
  .string()
  .nullish()
  .transform((it) => it ?? null)

const user = z.object({
  userId: z.string().min(1).max(200),
  userActive: z.boolean(),
  firstName: text,
  middleInitial: text,
  lastName: text,
  businessName: text,
  email: text,
  primaryInstitutionUsername: text,
  // Business or Individual; not held to these, since Jack Henry's pages have other words for it too.
  userType: text,
  userAdded: text,
  userModified: text,
})
const answer = z.object({ users: z.array(user), totalCount: z.int().nonnegative() })

/** Somebody who banks online at an institution. */
export type User = Readonly<z.output<typeof user>>

export type UserPage = Readonly<{
  users: readonly User[]
  total: number
  offset: number
  limit: number
}>

const pageSize = 25
/** What a report takes at once. */
export const largestPage = 100

/**
 * A page of the users of the viewer's institution. The viewer has a grant of their own for it, which is why
 * they may see this; who asks is the service account.
 *
 * @throws {FlowError} `api-unavailable` · `missing-scope` · `not-permitted` · and what a token request throws
 */
export async function getUsers({ institutionId }: Viewer, search: UserSearch): Promise<UserPage> {
  if (institutionId === null) throw new FlowError('unknown-institution', 'Zero has no users')
  return readUsers(institutionId, { ...search, limit: pageSize })
}

/**
 * The same for machine work, with nobody in front of it.
 *
 * @param limit 100 at most
 * @see https://banno.github.io/open-api-docs/admin-api/api-reference/v0/consumers/consumer-user-search
 */
export async function readUsers(
  institutionId: string,
  { query, offset, limit }: UserSearch & Readonly<{ limit: number }>,
): Promise<UserPage> {
  const parameters = new URLSearchParams({ limit: String(limit), offset: String(offset) })
  if (query !== '') parameters.set('query', query)
  const found = await callAsService(institutionId, {
    path: `/a/consumer-user-search/api/v0/institutions/${pathSegment(institutionId)}/users?${parameters}`,
    answer,
  })
  if (found === null) throw new FlowError('api-unavailable', 'the user search answered 404')
  // An API that takes no notice of the limit must not make the page longer.
  return { users: found.users.slice(0, limit), total: found.totalCount, offset, limit }
}

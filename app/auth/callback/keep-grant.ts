import { revokeGrants } from '#app/auth/revoke-grants.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { type Session, signIn } from '#lib/session/session.ts'

/**
 * Signs the person in with a new grant. What is not kept is revoked: the new grant where it is refused,
 * the old ones where somebody else takes over the browser.
 *
 * @throws {FlowError} `wrong-person` · `session-over`
 */
export async function keepGrant(grant: Grant, session: Session | null): Promise<void> {
  try {
    const replaced = await signIn(grant, session)
    await revokeGrants(replaced?.grants ?? [])
  } catch (error) {
    await revokeGrants([grant])
    throw error
  }
}

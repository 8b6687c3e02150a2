import { revokeGrants } from '#app/auth/revoke-grants.ts'
import { FlowError } from '#lib/errors.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { endIfLoggedOut, takeBack } from '#lib/session/backchannel-logout.ts'
import { type Session, signIn } from '#lib/session/session.ts'

/**
 * Signs the person in with a new grant. What is not kept is revoked: the new grant where it is refused,
 * the old ones where somebody else takes over the browser.
 *
 * @param startedAt when the sign-in began, epoch milliseconds
 * @throws {FlowError} `wrong-person` · `session-over`
 */
export async function keepGrant(
  grant: Grant,
  session: Session | null,
  startedAt: number,
): Promise<void> {
  try {
    const replaced = await signIn(grant, session)
    const ended = await endIfLoggedOut(grant, startedAt)
    await revokeGrants([...(replaced?.grants ?? []), ...(ended ?? [])])
    if (ended) throw new FlowError('session-over', 'the issuer told of a logout meanwhile')
  } catch (error) {
    // A store that failed may have kept it all the same, or not have said that its issuer told of a logout.
    const ended = await takeBack(grant).catch(() => [])
    await revokeGrants(ended.length > 0 ? ended : [grant])
    throw error
  }
}

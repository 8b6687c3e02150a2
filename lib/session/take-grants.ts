import 'server-only'
import type { Grant } from '#lib/oauth/grant.ts'
import { withoutGrants } from './session-grants.ts'
import { sessionStore } from './session-store.ts'

/**
 * Takes grants out of a session that is still there, as it is at that moment.
 *
 * @returns all that ended by it: with Institution Zero's, every grant of the session
 */
export async function takeGrants(
  key: string,
  isTaken: (grant: Grant) => boolean,
): Promise<readonly Grant[]> {
  let ended: readonly Grant[] = []
  await sessionStore().update(key, (session) => {
    const rest = withoutGrants(session, isTaken)
    ended = rest ? session.grants.filter(isTaken) : session.grants
    return rest
  })
  return ended
}

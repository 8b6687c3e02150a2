import 'server-only'
import { isOwnLogout } from '#lib/session/logout.ts'
import { findViewer } from './viewer.ts'

/**
 * What a person should be told who arrives where a sign-out ends: that theirs is done, that there was
 * nothing to end, or that they are signed in still. Anybody may link to that page.
 *
 * @param state what the authorization server brought back
 */
export async function getSignOutOutcome(
  state: string | null,
): Promise<'signed-out' | 'nobody' | 'still-signed-in'> {
  if (await findViewer()) return 'still-signed-in'
  return (await isOwnLogout(state)) ? 'signed-out' : 'nobody'
}

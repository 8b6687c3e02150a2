import 'server-only'
import { entryOf } from '#lib/institutions/registry.ts'
import { readLogout } from '#lib/session/logout.ts'
import { findViewer } from './viewer.ts'

/** What a person should be told who arrives where a sign-out ends. */
export type SignOutOutcome = Readonly<{
  /** Theirs is done; there was nothing to end; or they are signed in still. Anybody may link there. */
  kind: 'signed-out' | 'nobody' | 'still-signed-in'
  /** Banks that still know the person at their own site. */
  elsewhere: readonly Readonly<{ institutionId: string; name: string }>[]
}>

/** @param state what the authorization server brought back */
export async function getSignOutOutcome(state: string | null): Promise<SignOutOutcome> {
  if (await findViewer()) return { kind: 'still-signed-in', elsewhere: [] }

  const logout = await readLogout()
  const elsewhere = (logout?.elsewhere ?? []).flatMap((institutionId) => {
    const name = entryOf(institutionId)?.name
    return name === undefined ? [] : [{ institutionId, name }]
  })
  const isOwn = logout !== null && state !== null && logout.state === state
  return { kind: isOwn ? 'signed-out' : 'nobody', elsewhere }
}

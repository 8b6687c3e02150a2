import { seeOther, stateChange } from '#app/auth/respond.ts'
import { revokeGrants } from '#app/auth/revoke-grants.ts'
import { env } from '#lib/env.ts'
import { registrationFor } from '#lib/institutions/registry.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { endSessionRequest } from '#lib/oauth/logout.ts'
import { rememberLogout } from '#lib/session/logout.ts'
import { endSession, readSession } from '#lib/session/session.ts'

/** Step 4 · Signs the person out: here first, whatever the authorization server says, and then there. */
export const POST = stateChange(async () => {
  const grants = await endSession(await readSession())
  const last = grants.find((grant) => grant.institutionId === null) ?? grants[0] ?? null

  const [ending] = await Promise.all([endAtIssuer(last), revokeGrants(grants)])
  if (ending === null) return seeOther('/signed-out')
  await rememberLogout(ending.state)
  return seeOther(ending.location)
})

function endAtIssuer(grant: Grant | null) {
  const { appUrl, logoutHint } = env()
  const hint = logoutHint === 'id_token' ? (grant?.idToken ?? null) : null
  const registration = registrationFor(grant?.institutionId ?? null)
  return endSessionRequest(registration, `${appUrl}/signed-out`, hint)
}

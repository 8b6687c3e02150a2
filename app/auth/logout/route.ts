import { seeOther, stateChange } from '#app/auth/respond.ts'
import { revokeGrants } from '#app/auth/revoke-grants.ts'
import { env } from '#lib/env.ts'
import { isConfigured, registrationFor, registrationOf } from '#lib/institutions/registry.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { endSessionRequest } from '#lib/oauth/logout.ts'
import { rememberLogout } from '#lib/session/logout.ts'
import { endSession, readSession } from '#lib/session/session.ts'

/** Step 4 · Signs the person out: here first, whatever the authorization server says, and then there. */
export const POST = stateChange(async () => {
  const grants = await endSession(await readSession())

  const [ending] = await Promise.all([endAtIssuer(grants), revokeGrants(grants)])
  if (ending === null) return seeOther('/signed-out')
  await rememberLogout(ending.state)
  return seeOther(ending.location)
})

/** At the issuer of the identity grant, else of the first; without any, where people sign in. */
function endAtIssuer(grants: readonly Grant[]) {
  const ours = grants.filter(isConfigured)
  const last = ours.find((grant) => grant.institutionId === null) ?? ours[0]
  const { appUrl, logoutHint } = env()
  const hint = logoutHint === 'id_token' ? (last?.idToken ?? null) : null
  const registration = last ? registrationOf(last) : registrationFor(null)
  return endSessionRequest(registration, `${appUrl}/signed-out`, hint)
}

import { revokeGrants } from '#app/auth/revoke-grants.ts'
import { seeOther, stateChange } from '#lib/http/respond.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { endOtherSessions } from '#lib/session/other-sessions.ts'
import { readSession } from '#lib/session/session.ts'

/** Nobody needs as many; the issuer is not asked for more at a time. What is not revoked here expires. */
const mostRevoked = 50

/** Signs the person out in every browser but this one. What was open there is refused from now on. */
export const POST = stateChange(async () => {
  const session = await readSession()
  const ended: Grant[] = []
  try {
    for await (const { grants } of session ? endOtherSessions(session) : []) ended.push(...grants)
  } finally {
    await revokeGrants(ended.slice(0, mostRevoked))
  }
  return seeOther(ended.length > 0 ? '/profile?elsewhere=ended#sessions' : '/profile')
})

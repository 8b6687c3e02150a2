import { revokeGrants } from '#app/auth/revoke-grants.ts'
import { env } from '#lib/env.ts'
import { readForm } from '#lib/http/form.ts'
import { seeOther, stateChange, tooLarge } from '#lib/http/respond.ts'
import { registrationFor } from '#lib/institutions/registry.ts'
import { endSessionRequest } from '#lib/oauth/logout.ts'
import { readLogout, rememberLogout } from '#lib/session/logout.ts'
import { endSession, readSession } from '#lib/session/session.ts'
import { departure, nextDeparture } from './departure.ts'

/**
 * Step 4 · Signs the person out: here first, whatever the authorization server says, and then there.
 * Of several banks, one is left now; the page after it offers the others, and leads here once more.
 */
export const POST = stateChange(async (request) => {
  const form = await readForm(request)
  if (form === null) return tooLarge()

  const left = (await readLogout())?.elsewhere ?? []
  const next = nextDeparture(form.get('institutionId'), left)
  // Who leaves a bank that the last sign-out left over may have signed in here again since.
  const grants = next ? [] : await endSession(await readSession())
  const { from, idToken, elsewhere } = next ?? departure(grants, left)

  const { appUrl, logoutHint } = env()
  const hint = logoutHint === 'id_token' ? idToken : null
  const [ending] = await Promise.all([
    from === undefined
      ? null
      : endSessionRequest(registrationFor(from), `${appUrl}/signed-out`, hint),
    revokeGrants(grants),
  ])
  await rememberLogout({
    state: ending?.state ?? null,
    elsewhere: ending || !next ? elsewhere : left,
  })
  return seeOther(ending?.location ?? '/signed-out')
})

import { flowStep, methodNotAllowed, seeOther } from '#lib/http/respond.ts'
import { hasInstitutionZero, registrationFor } from '#lib/institutions/registry.ts'
import { beginAuthorization } from '#lib/oauth/authorize.ts'
import { loginHintOf } from '#lib/oauth/login-hint.ts'
import { safeReturnTo } from '#lib/return-to.ts'
import { rememberTransaction } from '#lib/session/transaction.ts'

/** Step 1 · Sends the browser to the authorization server, for a sign-in or for one institution. */
export const GET = flowStep(async (request) => {
  const query = request.nextUrl.searchParams
  const institutionId = query.get('institutionId')
  // Where each bank is an issuer of its own, choosing one is the sign-in.
  if (institutionId === null && !hasInstitutionZero()) return seeOther('/institutions')

  const { location, transaction } = await beginAuthorization(registrationFor(institutionId), {
    institutionId,
    returnTo: safeReturnTo(query.get('returnTo')),
    loginHint: loginHintOf(query.get('login_hint')),
    scope: query.get('scope'),
    anotherPerson: query.get('account') === 'other',
  })
  await rememberTransaction(transaction)

  return seeOther(location)
})

export { methodNotAllowed as HEAD, methodNotAllowed as OPTIONS }

import { keepGrant } from '#app/auth/callback/keep-grant.ts'
import { explainDenial } from '#lib/data/denial.ts'
import { nameInstitution } from '#lib/data/institutions.ts'
import { flowStep, methodNotAllowed, seeOther } from '#lib/http/respond.ts'
import { registrationOf } from '#lib/institutions/registry.ts'
import { completeAuthorization } from '#lib/oauth/callback.ts'
import { reportMissingScopes } from '#lib/report.ts'
import { readSession } from '#lib/session/session.ts'
import { takeTransaction } from '#lib/session/transaction.ts'

/** Step 2 · The authorization server sends the browser back here with a code. */
export const GET = flowStep(async (request) => {
  const answer = request.nextUrl.searchParams

  const transaction = await takeTransaction(answer.get('state'))
  const session = await readSession()
  const registration = registrationOf(transaction, 'stale-sign-in')
  const grant = await completeAuthorization(registration, answer, transaction).catch(
    async (error: unknown) => {
      throw await explainDenial(error, transaction.institutionId, session)
    },
  )
  await keepGrant(await nameInstitution(grant, session), session, transaction.startedAt)
  reportMissingScopes(transaction.scope, grant)

  return seeOther(transaction.returnTo)
})

export { methodNotAllowed as HEAD, methodNotAllowed as OPTIONS }

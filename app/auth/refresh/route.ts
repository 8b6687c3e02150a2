import { FlowError } from '#lib/errors.ts'
import { readForm } from '#lib/http/form.ts'
import { wantsJson } from '#lib/http/request-origin.ts'
import { json, seeOther, stateChange, tooLarge, unavailable } from '#lib/http/respond.ts'
import { zeroId } from '#lib/institutions/institution-id.ts'
import { registrationOf } from '#lib/institutions/registry.ts'
import { reportProblem } from '#lib/report.ts'
import { safeReturnTo } from '#lib/return-to.ts'
import { renewGrant } from '#lib/session/refresh.ts'
import { grantFor, readSession, type Session, touchSession } from '#lib/session/session.ts'

/** Step 3 · Renews one grant of the session, or all of them, because somebody asked. */
export const POST = stateChange(async (request) => {
  const form = await readForm(request)
  if (form === null) return tooLarge()
  const answer = wantsJson(request) ? asJson : asPage(safeReturnTo(form.get('returnTo')))

  const session = await readSession()
  if (!session) return answer({ error: 'no-session' })
  const asked = form.get('institutionId')
  const targets =
    asked === null
      ? session.grants.map((grant) => grant.institutionId)
      : [asked === zeroId ? null : asked]
  if (!targets.every((institutionId) => grantFor(session, institutionId))) {
    return answer({ error: 'no-grant' })
  }

  await touchSession(session)
  return answer(await renewEach(session, targets))
})

type Result =
  | { error: 'no-session' | 'no-grant' }
  | { failure: FlowError }
  /** The institutions whose grant has ended, each with the page that explains it. */
  | { renewed: Session; ended: ReadonlyMap<string, string> }

/** The end of an institution's grant is told; the identity grant's, or a server in trouble, stops. */
async function renewEach(session: Session, targets: (string | null)[]): Promise<Result> {
  const ended = new Map<string, string>()
  for (const institutionId of targets) {
    try {
      await renewGrant(session, institutionId, registrationOf, { force: true })
    } catch (error) {
      if (!(error instanceof FlowError)) throw error
      if (error.code !== 'session-over' || institutionId === null) return { failure: error }
      ended.set(institutionId, reportProblem(error))
    }
  }
  const renewed = await readSession()
  return renewed ? { renewed, ended } : { error: 'no-session' }
}

function asJson(result: Result): Response {
  if ('error' in result) return json(result, result.error === 'no-session' ? 401 : 404)
  if ('failure' in result) {
    reportProblem(result.failure)
    return result.failure.code === 'session-over'
      ? json({ error: 'session-over' }, 401)
      : unavailable(result.failure)
  }
  const { renewed, ended } = result
  const institutions = renewed.grants.map((grant) => ({
    institutionId: grant.institutionId ?? zeroId,
    accessTokenExpiresAt: new Date(grant.accessTokenExpiresAt).toISOString(),
  }))
  return json({ institutions, ended: [...ended.keys()] })
}

function asPage(returnTo: string): (result: Result) => Response {
  return (result) => {
    if ('failure' in result) throw result.failure
    if ('error' in result) {
      throw result.error === 'no-session'
        ? new FlowError('session-over', 'a refresh without a session')
        : new FlowError('unknown-institution', 'a refresh of a grant that is not there')
    }
    const [explanation = returnTo] = result.ended.values()
    return seeOther(explanation)
  }
}

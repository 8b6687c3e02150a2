import { decodeJwt } from 'jose'
import { NoAnswer } from '../../../lib/bounded-fetch.ts'
import { type Check, named, ofConfiguration, ofEachServer } from '../check.ts'
import { disbeliefIn } from '../disbelief.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import type { WrongId } from '../findings.ts'
import { noAnswer } from '../no-answer.ts'
import type { Patient } from '../patient.ts'
import type { Client, ServiceClient } from '../server.ts'
import { type Answer, askForTokens, tokenEndpoint } from '../token-request.ts'

/** Asks for a token as the service account would, and lets it go: no API is called with it. */
export const serviceClient: Check = {
  name: 'service-client',
  looksAt: 'whether the service account is given a token, for which scope and institution',
  examine: ofConfiguration((env, patient) =>
    env.service === null ? [skipped('there is no service client')] : ofServices(patient),
  ),
}

const ofServices = ofEachServer(async (metadata, { services }, patient) => {
  const endpoint = tokenEndpoint(metadata)
  if (endpoint === null) return [skipped('there is no token endpoint to try: see "endpoints"')]
  return Promise.all(
    services.map(async (client) => named(client, await tryOut(endpoint, client, patient))),
  )
})

async function tryOut(endpoint: string, client: ServiceClient, patient: Patient): Promise<Finding> {
  const { registration } = client
  const form = { grant_type: 'client_credentials', scope: registration.scope }
  try {
    const answer = await askForTokens(endpoint, registration, form, patient.confidential)
    const refusal = await disbeliefIn(answer, registration, patient)
    return refusal ?? judge(answer, client, patient)
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    return noAnswer('the token endpoint', error.message)
  }
}

function judge(
  { status, error, said, body }: Answer,
  client: ServiceClient,
  patient: Patient,
): Finding {
  if (typeof body.access_token === 'string' && status === 200) {
    return judgeToken(body.access_token, body, client, patient)
  }
  return wrong(refusals[error] ?? 'service-refused', { error: error || status, said })
}

const refusals: Readonly<Record<string, Extract<WrongId, `service-${string}-refused`>>> = {
  invalid_scope: 'service-scope-refused',
  unauthorized_client: 'service-client-refused',
  unsupported_grant_type: 'service-grant-refused',
}

function judgeToken(
  token: string,
  { scope, expires_in: seconds }: Answer['body'],
  { institutionId, registration, sharedBy }: ServiceClient,
  { confidential }: Patient,
): Finding {
  const institutions = sharedBy.filter((it) => it.institutionId !== null)
  const unserved = institutions.filter((it) => isForAnother(token, it))
  if (institutionId !== null && unserved.length === institutions.length) {
    return wrong('service-of-another', { institutionId })
  }
  if (unserved.length > 0) {
    return wrong('service-of-one', { unserved: unserved.length, all: institutions.length })
  }
  const granted = typeof scope === 'string' ? scope.split(' ') : registration.scope.split(' ')
  const missing = registration.scope.split(' ').filter((it) => !granted.includes(it))
  if (missing.length > 0) return wrong('service-scope-missing', { scopes: missing.join(' ') })
  const life = typeof seconds === 'number' ? ` for ${seconds} s` : ''
  return ok(`a token${life}, with the scope ${confidential.quote(granted.join(' '))}`)
}

function isForAnother(token: string, { institutionId, registration }: Client): boolean {
  const named = institutionIn(token, registration.institutionClaim)
  return named !== null && named !== institutionId
}

function institutionIn(token: string, claim: string | null): string | null {
  if (claim === null) return null
  try {
    const value = decodeJwt(token)[claim]
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}

import * as oauth from 'oauth4webapi'
import { NoAnswer } from '../../../lib/bounded-fetch.ts'
import type { Registration } from '../../../lib/oauth/registration.ts'
import { type Check, ofEachClient } from '../check.ts'
import { disbeliefIn } from '../disbelief.ts'
import { type Finding, fault, ok, skipped, warning } from '../finding.ts'
import { meaningOf } from '../no-answer.ts'
import type { Patient } from '../patient.ts'
import { type Answer, askForTokens, tokenEndpoint } from '../token-request.ts'

/**
 * Sends a made-up code. A server believes a client first and looks at the code then (RFC 6749 §5.2), so
 * `invalid_grant` says that we are who we say, and `invalid_client` that we are not.
 */
export const clientProof: Check = {
  name: 'client-proof',
  looksAt: 'whether the server believes our secret or key, tried with a made-up code',
  examine: ofEachClient(async ({ registration }, metadata, patient) => {
    const endpoint = tokenEndpoint(metadata)
    return endpoint === null
      ? skipped('there is no token endpoint to try: see "endpoints"')
      : prove(endpoint, registration, patient)
  }),
}

async function prove(
  endpoint: string,
  registration: Registration,
  patient: Patient,
): Promise<Finding> {
  const form = {
    grant_type: 'authorization_code',
    code: 'made-up-by-the-doctor',
    redirect_uri: registration.redirectUri,
    code_verifier: oauth.generateRandomCodeVerifier(),
  }
  try {
    const answer = await askForTokens(endpoint, registration, form, patient.confidential)
    return (await disbeliefIn(answer, registration, patient)) ?? judge(answer, registration)
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    return fault(`the token endpoint ${error.message}`, ...meaningOf(error.message))
  }
}

function judge({ status, error, said }: Answer, { clientAuth }: Registration): Finding {
  if (error === 'invalid_grant') {
    return ok(
      `the server believes our ${clientAuth.method === 'private_key_jwt' ? 'key' : 'secret'}`,
    )
  }
  if (status >= 200 && status < 300) {
    const what = `the token endpoint answered ${status} to a made-up code`
    const why = 'A server that gives tokens for any code protects nobody.'
    return fault(what, why, 'See that this is the real token endpoint, and not a test double.')
  }
  const answered = `the token endpoint answered ${error || status}: ${said}`
  if (error === 'unauthorized_client' || error === 'unsupported_grant_type') {
    const why = 'The client may not trade codes for tokens.'
    const remedy =
      'It may be a service account: sign people in with an application made for sign-in.'
    return fault(answered, why, remedy)
  }
  return warning(
    answered,
    'Neither a belief nor a refusal: whether the client proves itself could not be told.',
    'Sign in once; the log names the step that fails.',
  )
}

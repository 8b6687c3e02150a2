import * as oauth from 'oauth4webapi'
import { NoAnswer } from '../../../lib/bounded-fetch.ts'
import type { Registration } from '../../../lib/oauth/registration.ts'
import { type Check, ofEachClient } from '../check.ts'
import { disbeliefIn } from '../disbelief.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import { noAnswer } from '../no-answer.ts'
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
    return noAnswer('the token endpoint', error.message)
  }
}

function judge({ status, error, said }: Answer, { clientAuth }: Registration): Finding {
  if (error === 'invalid_grant') {
    return ok(
      `the server believes our ${clientAuth.method === 'private_key_jwt' ? 'key' : 'secret'}`,
    )
  }
  if (status >= 200 && status < 300) {
    return wrong('any-code-taken', { status })
  }
  const answered = { error: error || status, said }
  return error === 'unauthorized_client' || error === 'unsupported_grant_type'
    ? wrong('no-code-for-client', answered)
    : wrong('proof-unclear', answered)
}

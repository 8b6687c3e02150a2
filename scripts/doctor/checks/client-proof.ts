import * as oauth from 'oauth4webapi'
import { boundedFetch, limits, NoAnswer } from '../../../lib/bounded-fetch.ts'
import { clientAuthentication } from '../../../lib/oauth/client-auth.ts'
import type { Registration } from '../../../lib/oauth/registration.ts'
import { isSecureUrl } from '../../../lib/url.ts'
import { type Check, ofEachClient } from '../check.ts'
import type { Confidential } from '../confidential.ts'
import { type Finding, fault, ok, skipped, warning } from '../finding.ts'
import { meaningOf } from '../no-answer.ts'
import type { Patient } from '../patient.ts'
import type { Metadata } from '../server.ts'

/**
 * Sends a made-up code. A server believes a client first and looks at the code then (RFC 6749 §5.2), so
 * `invalid_grant` says that we are who we say, and `invalid_client` that we are not.
 */
export const clientProof: Check = {
  name: 'client-proof',
  looksAt: 'whether the server believes our secret or key, tried with a made-up code',
  examine: ofEachClient(async ({ registration }, metadata, patient) => {
    const { token_endpoint: endpoint } = metadata
    if (typeof endpoint !== 'string' || !isSecureUrl(endpoint)) {
      return skipped('there is no token endpoint to try: see "endpoints"')
    }
    return prove(registration, { ...metadata, token_endpoint: endpoint }, patient)
  }),
}

type Answer = Readonly<{ status: number; error: string; said: string }>

async function prove(
  registration: Registration,
  metadata: Metadata & { token_endpoint: string },
  { confidential, ownJwks }: Patient,
): Promise<Finding> {
  try {
    const answer = await exchange(registration, metadata, confidential)
    const isUnbelieved = answer.error === 'invalid_client'
    const usesKeys = registration.clientAuth.method === 'private_key_jwt'
    const mayLackKeys = isUnbelieved && usesKeys && 'absent' in (await ownJwks())
    return mayLackKeys ? appNotRunning : judge(answer, registration)
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error
    return fault(`the token endpoint ${error.message}`, ...meaningOf(error.message))
  }
}

async function exchange(
  registration: Registration,
  metadata: Metadata & { token_endpoint: string },
  confidential: Confidential,
): Promise<Answer> {
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: 'made-up-by-the-doctor',
    redirect_uri: registration.redirectUri,
    code_verifier: oauth.generateRandomCodeVerifier(),
  })
  const headers = new Headers({ accept: 'application/json' })
  const server = { ...metadata, issuer: registration.issuer }
  const client = { client_id: registration.clientId }
  await clientAuthentication(registration, server)(server, client, body, headers)
  confidential.keep(
    ...['code_verifier', 'client_secret', 'client_assertion'].map((name) => body.get(name)),
    headers.get('authorization')?.replace(/^Basic /, ''),
  )

  const request = { method: 'POST', body, headers }
  const response = await boundedFetch(metadata.token_endpoint, request, limits.issuer)
  const { error, error_description: said } = asObject(await response.text())
  return {
    status: response.status,
    error: confidential.code(error),
    said: confidential.quote(said ?? error),
  }
}

const appNotRunning = warning(
  'the server does not believe our key, and the app does not run',
  'A server that was given the address of our key set cannot read it now; that alone explains it.',
  'Start the app and ask again. With a key registered as PEM, compare it with the one in use.',
)

function judge({ status, error, said }: Answer, { clientAuth }: Registration): Finding {
  if (error === 'invalid_grant') return ok(`the server believes our ${noun[clientAuth.method]}`)
  if (status >= 200 && status < 300) {
    const what = `the token endpoint answered ${status} to a made-up code`
    const why = 'A server that gives tokens for any code protects nobody.'
    return fault(what, why, 'See that this is the real token endpoint, and not a test double.')
  }
  const answered = `the token endpoint answered ${error || status}: ${said}`
  if (error === 'invalid_client' || status === 401) {
    return fault(
      answered,
      'The server does not believe that we are this client.',
      hints[clientAuth.method],
    )
  }
  if (error === 'unauthorized_client' || error === 'unsupported_grant_type') {
    const why = 'The client may not trade codes for tokens.'
    const remedy =
      'It may be a service account: sign people in with an application made for sign-in.'
    return fault(answered, why, remedy)
  }
  if (/no client authentication mechanism/.test(said)) {
    const why =
      'Our proof did not arrive: the server saw neither client_assertion nor client_secret.'
    return fault(answered, why, 'Look for a gateway that changes or drops form members.')
  }
  if (status === 429 || status >= 500) {
    return warning(answered, 'The server is busy, so nothing could be told.', 'Try again later.')
  }
  return warning(
    answered,
    'Neither a belief nor a refusal: whether the client proves itself could not be told.',
    'Sign in once; the log names the step that fails.',
  )
}

const noun: Readonly<Record<Registration['clientAuth']['method'], string>> = {
  private_key_jwt: 'key',
  client_secret_post: 'secret',
  client_secret_basic: 'secret',
}

const secretHint =
  'Compare secret and client id with the registration, and see whether it wants the secret in the body (client_secret_post) or the header (client_secret_basic). A service account takes no secret at all: it signs with a key.'

const hints: Readonly<Record<Registration['clientAuth']['method'], string>> = {
  private_key_jwt:
    'See that the server has this public key: as PEM, or by an address of our key set that it can reach (check "published-keys"). Then compare client id, the clock, and OIDC_ASSERTION_AUDIENCE.',
  client_secret_post: secretHint,
  client_secret_basic: secretHint,
}

function asObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(text))
  } catch {
    return {}
  }
}

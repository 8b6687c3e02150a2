import type { Registration } from '../../lib/oauth/registration.ts'
import { type Finding, fault, warning } from './finding.ts'
import type { Patient } from './patient.ts'
import type { Answer } from './token-request.ts'

/**
 * Why a token endpoint does not take us for the client that we say we are; null where it does not say so.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-5.2
 */
export async function disbeliefIn(
  { status, error, said }: Answer,
  { clientAuth }: Registration,
  { ownJwks }: Patient,
): Promise<Finding | null> {
  const answered = `the token endpoint answered ${error || status}: ${said}`
  if (/no client authentication mechanism/.test(said)) {
    const why =
      'Our proof did not arrive: the server saw neither client_assertion nor client_secret.'
    return fault(answered, why, 'Look for a gateway that changes or drops form members.')
  }
  if (status === 429 || status >= 500) {
    return warning(answered, 'The server is busy, so nothing could be told.', 'Try again later.')
  }
  if (error !== 'invalid_client' && status !== 401) return null
  if (clientAuth.method === 'private_key_jwt' && 'absent' in (await ownJwks())) {
    return appNotRunning
  }
  const why = 'The server does not believe that we are this client.'
  return fault(answered, why, clientAuth.method === 'private_key_jwt' ? keyHint : secretHint)
}

const appNotRunning = warning(
  'the server does not believe our key, and the app does not run',
  'A server that was given the address of our key set cannot read it now; that alone explains it.',
  'Start the app and ask again. With a key registered as PEM, compare it with the one in use.',
)

const keyHint =
  'See that the server has this public key: as PEM, or by an address of our key set that it can reach (check "published-keys"). Then compare client id, the clock, and OIDC_ASSERTION_AUDIENCE.'

const secretHint =
  'Compare secret and client id with the registration, and see whether it wants the secret in the body (client_secret_post) or the header (client_secret_basic). A service account takes no secret at all: it signs with a key.'

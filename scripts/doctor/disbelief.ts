import type { Registration } from '../../lib/oauth/registration.ts'
import { type Finding, wrong } from './finding.ts'
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
  const answered = { error: error || status, said }
  if (/no client authentication mechanism/.test(said)) return wrong('proof-lost', answered)
  if (status === 429 || status >= 500) return wrong('server-busy', answered)
  if (error !== 'invalid_client' && status !== 401) return null
  if (clientAuth.method !== 'private_key_jwt') return wrong('secret-not-believed', answered)
  return 'absent' in (await ownJwks())
    ? wrong('app-not-running')
    : wrong('key-not-believed', answered)
}

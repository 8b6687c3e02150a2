import 'server-only'
import { FlowError } from '#lib/errors.ts'
import type { Viewer } from '../viewer.ts'
import { tokenSource } from './call-as-service.ts'
import { serviceRegistrationFor } from './registration.ts'

/** What a page may say about the client that asks, and about its token: never the token. */
export type ServiceAccount = Readonly<{
  issuer: string
  clientId: string
  /** Space-separated, as granted. */
  scope: string
  /** Epoch milliseconds. */
  tokenExpiresAt: number
  /** The institution that the token names; null where it names none. */
  tokenInstitutionId: string | null
}>

/**
 * The service account of the viewer's institution, with a token that lives: the one that calls share.
 *
 * @throws {FlowError} `unknown-institution` where there is none · and what a token request throws
 */
export async function getServiceAccount({ institutionId }: Viewer): Promise<ServiceAccount> {
  if (institutionId === null) throw new FlowError('unknown-institution', 'Zero has no such client')
  const registration = serviceRegistrationFor(institutionId)
  const { scope, expiresAt, claims } = await tokenSource().token({ registration, institutionId })
  const named = claims?.[registration.institutionClaim ?? '']
  return {
    issuer: registration.issuer,
    clientId: registration.clientId,
    scope,
    tokenExpiresAt: expiresAt,
    tokenInstitutionId: typeof named === 'string' ? named : null,
  }
}

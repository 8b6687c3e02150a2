import 'server-only'
import { env } from '../env.ts'
import { FlowError } from '../errors.ts'
import type { ClientAuth, Registration } from '../oauth/registration.ts'
import { clientKeys } from './client-keys.ts'
import { isInstitutionId } from './institution-id.ts'

/**
 * The registration that serves an institution; null stands for Institution Zero.
 *
 * One client serves all of them: the institution travels as a parameter of the authorization request.
 *
 * @throws {FlowError} `unknown-institution` when the id is malformed
 */
export function registrationFor(institutionId: string | null): Registration {
  if (institutionId !== null && !isInstitutionId(institutionId)) {
    throw new FlowError('unknown-institution', 'the institutionId is malformed')
  }
  const config = env()
  return {
    issuer: config.issuer,
    discoveryUrl: config.discoveryUrl,
    clientId: config.clientId,
    clientAuth: clientAuth(),
    redirectUri: `${config.appUrl}/auth/callback`,
    scope: institutionId === null ? config.scope : config.institutionScope,
    institutionParameter: config.institutionParameter,
    institutionClaim: config.institutionClaim,
    institutionZeroId: config.institutionZeroId,
  }
}

/**
 * The registration something was made with: a grant, or a sign-in under way.
 *
 * @throws {FlowError} `session-over` when the configuration has moved to another issuer or client since
 */
export function registrationOf(
  made: Readonly<{ issuer: string; clientId: string; institutionId: string | null }>,
): Registration {
  const registration = registrationFor(made.institutionId)
  if (registration.issuer !== made.issuer || registration.clientId !== made.clientId) {
    throw new FlowError('session-over', 'made with a registration that is no longer configured')
  }
  return registration
}

function clientAuth(): ClientAuth {
  const { clientAuth: method, clientSecret, assertionAudience } = env()
  return method === 'private_key_jwt'
    ? { method, keys: clientKeys, audience: assertionAudience }
    : { method, secret: clientSecret ?? '' }
}

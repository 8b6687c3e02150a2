import 'server-only'
import { env } from '#lib/env.ts'
import { FlowError, type ProblemCode } from '#lib/errors.ts'
import type { ClientAuth, Registration } from '#lib/oauth/registration.ts'
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

type Made = Readonly<{ issuer: string; clientId: string; institutionId: string | null }>

/**
 * The registration something was made with: a grant, or a sign-in under way. What was made with another
 * is of no use here, and must not be sent to this one's servers.
 *
 * @param code what to say when the configuration has moved to another issuer or client since
 * @throws {FlowError} of that code
 */
export function registrationOf(made: Made, code: ProblemCode = 'session-over'): Registration {
  if (!isConfigured(made)) {
    throw new FlowError(code, 'made with a registration that is no longer configured')
  }
  return registrationFor(made.institutionId)
}

/** Whether something was made with a registration that is still in use. */
export function isConfigured(made: Made): boolean {
  const { issuer, clientId } = registrationFor(made.institutionId)
  return issuer === made.issuer && clientId === made.clientId
}

function clientAuth(): ClientAuth {
  const { clientAuth: method, clientSecret, assertionAudience } = env()
  return method === 'private_key_jwt'
    ? { method, keys: clientKeys, audience: assertionAudience }
    : { method, secret: clientSecret ?? '' }
}

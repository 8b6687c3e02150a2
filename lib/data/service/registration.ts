import 'server-only'
import { env } from '#lib/env.ts'
import { FlowError } from '#lib/errors.ts'
import { serviceKeys } from '#lib/institutions/client-keys.ts'
import { entryOf, institutionApi, registrationFor } from '#lib/institutions/registry.ts'
import type { Registration } from '#lib/oauth/registration.ts'

/** Whether a client for machine work is configured anywhere. */
export function isServiceOn(): boolean {
  return env().service !== null
}

/** Whether there is a client for machine work at this institution. A bank's own server knows none. */
export function hasService(institutionId: string): boolean {
  return clientIdAt(institutionId) !== null && institutionApi(institutionId).kind === 'enterprise'
}

/**
 * The registration for machine work at an institution: at the issuer that signs people in there, with a
 * client of its own.
 *
 * @param institutionId null: wherever the client of the environment may act
 * @throws {FlowError} `unknown-institution` when there is none
 */
export function serviceRegistrationFor(institutionId: string | null): Registration {
  const clientId = clientIdAt(institutionId)
  const { service, assertionAudience } = env()
  if (clientId === null || service === null) {
    throw new FlowError(
      'unknown-institution',
      'no service client is configured for the institution',
    )
  }
  const registration = registrationFor(institutionId)
  return {
    ...registration,
    clientId,
    clientAuth: { method: 'private_key_jwt', keys: serviceKeys, audience: assertionAudience },
    scope: entryOf(institutionId)?.service?.scope ?? service.scope,
    // That the sign-in client decides by itself says nothing of this one.
    institutionClaim: registration.institutionClaim ?? env().institutionClaim,
  }
}

function clientIdAt(institutionId: string | null): string | null {
  return entryOf(institutionId)?.service?.clientId ?? env().service?.clientId ?? null
}

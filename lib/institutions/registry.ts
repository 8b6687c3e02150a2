import 'server-only'
import { env, type InstitutionEntry } from '#lib/env.ts'
import { FlowError, type ProblemCode } from '#lib/errors.ts'
import type { ClientAuth, Registration } from '#lib/oauth/registration.ts'
import { processState } from '#lib/process-state.ts'
import { clientKeys } from './client-keys.ts'
import { isInstitutionId } from './institution-id.ts'

/** Which resource API serves an institution, and where it is. */
export type InstitutionApi = Readonly<{ kind: 'enterprise' | 'consumer'; baseUrl: string }>

/** The institution as INSTITUTIONS_FILE has it; null where the environment speaks for it. */
export function entryOf(institutionId: string | null): InstitutionEntry | null {
  return institutionId === null ? null : (env().institutions.get(institutionId) ?? null)
}

/** Whether people sign in before they choose an institution; else choosing one is the sign-in. */
export function hasInstitutionZero(): boolean {
  return env().issuer !== null
}

/**
 * The registration that serves an institution; null stands for Institution Zero.
 *
 * An entry of INSTITUTIONS_FILE may bring its own client, issuer, or both. The client of the environment
 * serves all others: the institution travels as a parameter of the authorization request.
 *
 * @throws {FlowError} `unknown-institution` when the id is malformed, or there is nobody to ask about it
 */
export function registrationFor(institutionId: string | null): Registration {
  const config = env()
  const entry = entryOf(institutionId)
  const { issuer, discoveryUrl, clientId, clientAuth } = entry ?? config
  const isListed = entry !== null || config.institutionDirectory === 'api' || institutionId === null
  if ((institutionId !== null && !isInstitutionId(institutionId)) || !isListed) {
    throw new FlowError('unknown-institution', 'the institutionId is malformed or not in the file')
  }
  if (issuer === null || discoveryUrl === null || clientId === null || clientAuth === null) {
    throw new FlowError('unknown-institution', 'there is no Institution Zero to sign in at')
  }
  return {
    issuer,
    discoveryUrl,
    clientId,
    clientAuth: proofOf(clientAuth, (entry ?? config).clientSecret),
    redirectUri: `${config.appUrl}/auth/callback`,
    scope: entry?.scope ?? (institutionId === null ? config.scope : config.institutionScope),
    institutionParameter: entry ? entry.institutionParameter : config.institutionParameter,
    institutionClaim: entry ? entry.institutionClaim : config.institutionClaim,
    institutionZeroId: config.institutionZeroId,
    parameters: entry?.parameters ?? {},
    claims: entry?.claims ?? null,
    requiresIss: issuers().length > 1,
  }
}

/** @throws {FlowError} `unknown-institution` */
export function institutionApi(institutionId: string | null): InstitutionApi {
  const { api: kind, apiUrl: baseUrl } = entryOf(institutionId) ?? {
    api: 'enterprise' as const,
    apiUrl: env().apiUrl,
  }
  if (baseUrl === null) throw new FlowError('unknown-institution', 'no API serves the institution')
  return { kind, baseUrl }
}

/** An authorization server, and the clients that we are there. */
type KnownIssuer = Readonly<{ issuer: string; discoveryUrl: string; clientIds: string[] }>

/** Every issuer people may be sent to, each once; that of Institution Zero comes first. */
export function issuers(): readonly KnownIssuer[] {
  const { institutions, ...zero } = env()
  return processState('issuers.configured', () => {
    const byName = new Map<string, KnownIssuer>()
    for (const { issuer, discoveryUrl, clientId } of [zero, ...institutions.values()]) {
      if (!issuer || !discoveryUrl) continue
      const name = `${issuer} ${discoveryUrl}`
      const known = byName.get(name) ?? { issuer, discoveryUrl, clientIds: [] }
      if (clientId) known.clientIds.push(clientId)
      byName.set(name, known)
    }
    return [...byName.values()]
  })
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
  try {
    const { issuer, clientId } = registrationFor(made.institutionId)
    return issuer === made.issuer && clientId === made.clientId
  } catch (error) {
    if (error instanceof FlowError) return false
    throw error
  }
}

function proofOf(method: ClientAuth['method'], secret: string | null): ClientAuth {
  return method === 'private_key_jwt'
    ? { method, keys: clientKeys, audience: env().assertionAudience }
    : { method, secret: secret ?? '' }
}

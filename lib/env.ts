import { readFileSync } from 'node:fs'
import type { z } from 'zod'
import { isEvery, readWrittenEntries } from './env-institutions.ts'
import { fillIn, type InstitutionEntry, wellKnown } from './env-registrations.ts'
import {
  anyText,
  apiBase,
  issuerIdentifier,
  label,
  metadataAddress,
  oneOf,
  openidScope,
  origin,
  parameterName,
  seconds,
  secrets,
  visibleText,
} from './env-values.ts'
import {
  type ClientKey,
  type ClientKeyAlgorithm,
  clientKeyAlgorithms,
  readClientKeys,
} from './oauth/keys.ts'
import { accountsReadScope } from './oauth/scope.ts'
import { processState } from './process-state.ts'

export type { InstitutionEntry } from './env-registrations.ts'

/** Every variable the app reads. A secret may also come as `<NAME>_FILE`, the path of a file. */
export const variableNames = [
  'APP_URL',
  'SESSION_SECRET',
  'SESSION_IDLE_SECONDS',
  'SESSION_ABSOLUTE_SECONDS',
  'SESSION_FILE',
  'OIDC_ISSUER',
  'OIDC_DISCOVERY_URL',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_CLIENT_KEYS',
  'OIDC_CLIENT_ALG',
  'OIDC_CLIENT_AUTH',
  'OIDC_LOGOUT_HINT',
  'OIDC_ASSERTION_AUDIENCE',
  'OIDC_SCOPE',
  'INSTITUTION_SCOPE',
  'INSTITUTION_PARAMETER',
  'INSTITUTION_CLAIM',
  'INSTITUTION_ZERO_ID',
  'INSTITUTIONS_FILE',
  'INSTITUTION_DIRECTORY',
  'SINGLE_INSTITUTION',
  'API_URL',
  'ENVIRONMENT_LABEL',
  'LOG_LEVEL',
] as const

type VariableName = (typeof variableNames)[number]
type Variables = Readonly<Record<string, string | undefined>>

/** The configuration, checked. Origins and bases end without a slash. */
export type Env = Readonly<{
  appUrl: string
  /** The first seals; each is tried to open. */
  sessionSecrets: readonly string[]
  sessionIdleSeconds: number
  sessionAbsoluteSeconds: number
  /** Relative to the working directory, which is the project. */
  sessionFile: string
  /** Null, like the client id, where every institution brings its own: then there is no Institution Zero. */
  issuer: string | null
  discoveryUrl: string | null
  clientId: string | null
  clientSecret: string | null
  clientKeys: readonly ClientKey[]
  /** Where the keys came from, when from a file: it is read again when it changes. */
  clientKeysFile: string | null
  clientAlg: ClientKeyAlgorithm | null
  clientAuth: InstitutionEntry['clientAuth'] | null
  logoutHint: 'client_id' | 'id_token'
  assertionAudience: 'token_endpoint' | 'issuer'
  scope: string
  institutionScope: string
  institutionParameter: string
  institutionClaim: string
  institutionZeroId: string | null
  /** Institutions with a registration of their own, by institutionId. */
  institutions: ReadonlyMap<string, InstitutionEntry>
  institutionDirectory: 'api' | 'file'
  singleInstitution: 'show' | 'enter'
  /** Null where every institution brings its own. */
  apiUrl: string | null
  environmentLabel: string | null
  logLevel: 'debug' | 'info' | 'warn' | 'error'
}>

/** The configuration of this process. */
export function env(): Env {
  return processState('env', () => readEnv(process.env))
}

/**
 * Reads the configuration, or throws one error that lists everything wrong with it.
 *
 * @throws {Error} whose message has a line per bad variable; values are never repeated in it
 */
export function readEnv(vars: Variables): Env {
  const faults: string[] = []

  function read<T, F = never>(
    name: VariableName,
    value: z.ZodType<T, string>,
    fallback?: F,
  ): T | F {
    const raw = given(name)
    if (raw === null && fallback !== undefined) return fallback
    const parsed = value.safeParse(raw)
    if (!parsed.success) {
      faults.push(`${name} should be ${value.description}${raw === null ? ', but is not set' : ''}`)
    }
    return parsed.data as T
  }

  function given(name: VariableName): string | null {
    return vars[name]?.trim() || null
  }

  /** A secret may stand in the environment or in a file, not in both. */
  function secret(name: VariableName): VariableName {
    const file = vars[`${name}_FILE`]?.trim()
    if (!file) return name
    if (given(name)) faults.push(`${name} and ${name}_FILE are both set; keep one`)
    else {
      try {
        vars = { ...vars, [name]: readFileSync(file, 'utf8') }
      } catch {
        faults.push(`${name}_FILE should be the path of a file that can be read`)
      }
    }
    return name
  }

  const written = readWrittenEntries(given('INSTITUTIONS_FILE'), faults)
  const bringOwnClient = isEvery(written, (it) => it.issuer && it.clientId)
  const hasNoZero = bringOwnClient && !given('OIDC_ISSUER') && !given('OIDC_CLIENT_ID')
  const optional = hasNoZero ? null : undefined
  const issuer = read('OIDC_ISSUER', issuerIdentifier, optional)
  const scope = read('OIDC_SCOPE', openidScope, 'openid profile email offline_access')

  const env = {
    appUrl: read('APP_URL', origin),
    sessionSecrets: read(secret('SESSION_SECRET'), secrets),
    sessionIdleSeconds: read('SESSION_IDLE_SECONDS', seconds, 1200),
    sessionAbsoluteSeconds: read('SESSION_ABSOLUTE_SECONDS', seconds, 43_200),
    sessionFile: read('SESSION_FILE', anyText('a path'), '.data/sessions.db'),
    issuer,
    discoveryUrl: read('OIDC_DISCOVERY_URL', metadataAddress, issuer ? wellKnown(issuer) : null),
    clientId: read('OIDC_CLIENT_ID', visibleText('the client id you were given'), optional),
    ...readClientAuth(),
    logoutHint: read('OIDC_LOGOUT_HINT', oneOf('client_id', 'id_token'), 'client_id'),
    assertionAudience: read(
      'OIDC_ASSERTION_AUDIENCE',
      oneOf('token_endpoint', 'issuer'),
      'token_endpoint',
    ),
    scope,
    institutionScope: read('INSTITUTION_SCOPE', openidScope, `${scope} ${accountsReadScope}`),
    institutionParameter: read('INSTITUTION_PARAMETER', parameterName, 'institutionId'),
    institutionClaim: read(
      'INSTITUTION_CLAIM',
      visibleText('the name of a claim'),
      'institutionId',
    ),
    institutionZeroId: read('INSTITUTION_ZERO_ID', visibleText('the id of Institution Zero'), null),
    institutionDirectory: read(
      'INSTITUTION_DIRECTORY',
      oneOf('api', 'file'),
      hasNoZero ? 'file' : 'api',
    ),
    singleInstitution: read('SINGLE_INSTITUTION', oneOf('show', 'enter'), 'show'),
    apiUrl: read(
      'API_URL',
      apiBase,
      hasNoZero && isEvery(written, (it) => it.apiUrl) ? null : undefined,
    ),
    environmentLabel: read('ENVIRONMENT_LABEL', label, null),
    logLevel: read('LOG_LEVEL', oneOf('debug', 'info', 'warn', 'error'), 'info'),
  }

  function readClientAuth() {
    const clientAlg = read('OIDC_CLIENT_ALG', oneOf(...clientKeyAlgorithms), null)
    const clientSecret = read(
      secret('OIDC_CLIENT_SECRET'),
      anyText('the secret you were given'),
      null,
    )
    const keysText = read(secret('OIDC_CLIENT_KEYS'), anyText('private keys'), null)
    const clientAuth = read(
      'OIDC_CLIENT_AUTH',
      oneOf('client_secret_post', 'client_secret_basic', 'private_key_jwt'),
      keysText === null ? 'client_secret_post' : 'private_key_jwt',
    )

    const needsNone = hasNoZero && isEvery(written, (it) => it.clientSecretEnv)
    if (needsNone && clientSecret === null && keysText === null) {
      return { clientAlg, clientSecret, clientAuth: null, clientKeys: [], clientKeysFile: null }
    }
    if ((clientSecret === null) === (keysText === null)) {
      faults.push('OIDC_CLIENT_SECRET or OIDC_CLIENT_KEYS: set exactly one of them')
    } else if (clientAuth && (clientAuth === 'private_key_jwt') !== (keysText !== null)) {
      faults.push(
        'OIDC_CLIENT_AUTH does not fit: keys go with private_key_jwt, a secret with the others',
      )
    }

    let clientKeys: readonly ClientKey[] = []
    try {
      if (keysText) clientKeys = readClientKeys(keysText, clientAlg ?? null)
    } catch (error) {
      faults.push(`OIDC_CLIENT_KEYS is ${error instanceof Error ? error.message : 'not readable'}`)
    }
    const clientKeysFile = vars.OIDC_CLIENT_KEYS_FILE?.trim() || null
    return { clientAlg, clientSecret, clientAuth, clientKeys, clientKeysFile }
  }

  if (env.institutionDirectory === 'file' && written.length === 0) {
    faults.push('INSTITUTION_DIRECTORY is file, but INSTITUTIONS_FILE names no institution')
  }
  if (env.institutionDirectory === 'api' && hasNoZero) {
    faults.push('INSTITUTION_DIRECTORY cannot be api without OIDC_ISSUER and OIDC_CLIENT_ID')
  }
  const institutions = fillIn(
    written,
    { ...env, hasKeys: env.clientKeys.length > 0, secretNamed },
    faults,
  )

  function secretNamed(name: string): string | null {
    const file = vars[`${name}_FILE`]?.trim()
    try {
      return (file ? readFileSync(file, 'utf8') : vars[name])?.trim() || null
    } catch {
      return null
    }
  }

  if (faults.length > 0) throw new Error(`The configuration has faults:\n- ${faults.join('\n- ')}`)
  return { ...env, institutions: new Map(institutions.map((it) => [it.institutionId, it])) }
}

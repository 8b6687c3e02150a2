import type { ClientKey, ClientKeyAlgorithm } from './client-key.ts'
import { checkKids, readClientAuth, readService, type ServiceClient } from './env-clients.ts'
import { isEvery, readWrittenEntries } from './env-institutions.ts'
import { EnvReader, type Variables } from './env-reader.ts'
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
  proxyCount,
  redisAddress,
  seconds,
  secrets,
  visibleText,
} from './env-values.ts'
import { accountsReadScope } from './oauth/scope.ts'
import { processState } from './process-state.ts'
import { isLoopback } from './url.ts'

export type { InstitutionEntry } from './env-registrations.ts'

/** Every variable the app reads. A secret may also come as `<NAME>_FILE`, the path of a file. */
export const variableNames = [
  'APP_URL',
  'SESSION_SECRET',
  'SESSION_IDLE_SECONDS',
  'SESSION_ABSOLUTE_SECONDS',
  'SESSION_FILE',
  'REDIS_URL',
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
  'SERVICE_CLIENT_ID',
  'SERVICE_CLIENT_KEYS',
  'SERVICE_CLIENT_ALG',
  'SERVICE_SCOPE',
  'ENVIRONMENT_LABEL',
  'TRUSTED_PROXIES',
  'FLOW_INSPECTOR',
  'LOG_LEVEL',
] as const

export type VariableName = (typeof variableNames)[number]

/** The configuration, checked. Origins and bases end without a slash. */
export type Env = Readonly<{
  appUrl: string
  /** The first seals; each is tried to open. */
  sessionSecrets: readonly string[]
  sessionIdleSeconds: number
  sessionAbsoluteSeconds: number
  /** Relative to the working directory, which is the project. */
  sessionFile: string
  /** Redis in place of the file; it holds a password. */
  redisUrl: string | null
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
  /** The client for machine work; null where there is none. */
  service: ServiceClient | null
  environmentLabel: string | null
  /** How many proxies in front of us each add an address to `X-Forwarded-For`. */
  trustedProxies: number
  /** Whether flows are recorded, and shown to the browser that they are of. */
  flowInspector: 'off' | 'on' | 'on-with-real-data'
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
export function readEnv(variables: Variables): Env {
  const vars: EnvReader<VariableName> = new EnvReader(variables)
  const { faults } = vars

  const written = readWrittenEntries(vars.given('INSTITUTIONS_FILE'), faults)
  const bringOwnClient = isEvery(written, (it) => it.issuer && it.clientId)
  const hasNoZero = bringOwnClient && !vars.given('OIDC_ISSUER') && !vars.given('OIDC_CLIENT_ID')
  const bringOwnSecret = hasNoZero && isEvery(written, (it) => it.clientSecretEnv)
  const bringOwnApi = hasNoZero && isEvery(written, (it) => it.apiUrl)

  const issuer = vars.read('OIDC_ISSUER', issuerIdentifier, hasNoZero ? null : undefined)
  const scope = vars.read('OIDC_SCOPE', openidScope, 'openid profile email offline_access')

  const env = {
    appUrl: vars.read('APP_URL', origin),
    sessionSecrets: vars.readSecret('SESSION_SECRET', secrets),
    sessionIdleSeconds: vars.read('SESSION_IDLE_SECONDS', seconds, 1200),
    sessionAbsoluteSeconds: vars.read('SESSION_ABSOLUTE_SECONDS', seconds, 43_200),
    sessionFile: vars.read('SESSION_FILE', anyText('a path'), '.data/sessions.db'),
    redisUrl: vars.readSecret('REDIS_URL', redisAddress, null),
    issuer,
    discoveryUrl: vars.read(
      'OIDC_DISCOVERY_URL',
      metadataAddress,
      issuer ? wellKnown(issuer) : null,
    ),
    clientId: vars.read(
      'OIDC_CLIENT_ID',
      visibleText('the client id you were given'),
      hasNoZero ? null : undefined,
    ),
    ...readClientAuth(vars, bringOwnSecret),
    logoutHint: vars.read('OIDC_LOGOUT_HINT', oneOf('client_id', 'id_token'), 'client_id'),
    assertionAudience: vars.read(
      'OIDC_ASSERTION_AUDIENCE',
      oneOf('token_endpoint', 'issuer'),
      'token_endpoint',
    ),
    scope,
    institutionScope: vars.read('INSTITUTION_SCOPE', openidScope, `${scope} ${accountsReadScope}`),
    institutionParameter: vars.read('INSTITUTION_PARAMETER', parameterName, 'institutionId'),
    institutionClaim: vars.read(
      'INSTITUTION_CLAIM',
      visibleText('the name of a claim'),
      'institutionId',
    ),
    institutionZeroId: vars.read(
      'INSTITUTION_ZERO_ID',
      visibleText('the id of Institution Zero'),
      null,
    ),
    institutionDirectory: vars.read(
      'INSTITUTION_DIRECTORY',
      oneOf('api', 'file'),
      hasNoZero ? 'file' : 'api',
    ),
    singleInstitution: vars.read('SINGLE_INSTITUTION', oneOf('show', 'enter'), 'show'),
    apiUrl: vars.read('API_URL', apiBase, bringOwnApi ? null : undefined),
    service: readService(vars, written),
    environmentLabel: vars.read('ENVIRONMENT_LABEL', label, null),
    trustedProxies: vars.read('TRUSTED_PROXIES', proxyCount, 0),
    flowInspector: vars.read('FLOW_INSPECTOR', oneOf('off', 'on', 'on-with-real-data'), 'off'),
    logLevel: vars.read('LOG_LEVEL', oneOf('debug', 'info', 'warn', 'error'), 'info'),
  }

  if (env.institutionDirectory === 'file' && written.length === 0) {
    faults.push('INSTITUTION_DIRECTORY is file, but INSTITUTIONS_FILE names no institution')
  }
  if (env.institutionDirectory === 'api' && hasNoZero) {
    faults.push('INSTITUTION_DIRECTORY cannot be api without OIDC_ISSUER and OIDC_CLIENT_ID')
  }
  checkKids(vars, env.clientKeys, env.service)
  const hasKeys = env.clientKeys.length > 0
  const secretNamed = (name: string) => vars.secretNamed(name)
  const institutions = fillIn(written, { ...env, hasKeys, secretNamed }, faults)

  const issuers = [env.issuer, ...institutions.map((it) => it.issuer)].filter((it) => it !== null)
  if (env.flowInspector === 'on' && !issuers.every((it) => isLoopback(new URL(it).hostname))) {
    faults.push('FLOW_INSPECTOR is on, but not every issuer is on this machine: it shows real data')
  }

  if (faults.length > 0) throw new Error(`The configuration has faults:\n- ${faults.join('\n- ')}`)
  return { ...env, institutions: new Map(institutions.map((it) => [it.institutionId, it])) }
}

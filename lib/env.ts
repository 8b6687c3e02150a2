import { readFileSync } from 'node:fs'
import { z } from 'zod'
import {
  type ClientKey,
  type ClientKeyAlgorithm,
  clientKeyAlgorithms,
  readClientKeys,
} from './oauth/keys.ts'
import { accountsReadScope } from './oauth/scope.ts'
import { processState } from './process-state.ts'
import { isSecureUrl } from './url.ts'

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
  issuer: string
  discoveryUrl: string
  clientId: string
  clientSecret: string | null
  clientKeys: readonly ClientKey[]
  /** Where the keys came from, when from a file: it is read again when it changes. */
  clientKeysFile: string | null
  clientAlg: ClientKeyAlgorithm | null
  clientAuth: 'private_key_jwt' | 'client_secret_post' | 'client_secret_basic'
  logoutHint: 'client_id' | 'id_token'
  assertionAudience: 'token_endpoint' | 'issuer'
  scope: string
  institutionScope: string
  institutionParameter: string
  institutionClaim: string
  institutionZeroId: string | null
  apiUrl: string
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
    expected: string,
    schema: z.ZodType<T, string>,
    fallback?: F,
  ): T | F {
    const raw = given(name)
    if (raw === null && fallback !== undefined) return fallback
    const parsed = schema.safeParse(raw)
    if (!parsed.success) {
      faults.push(`${name} should be ${expected}${raw === null ? ', but is not set' : ''}`)
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

  const issuer = read(
    'OIDC_ISSUER',
    'the issuer identifier: https, or http on this machine',
    issuerIdentifier,
  )
  const scope = read(
    'OIDC_SCOPE',
    'a scope that contains openid',
    openidScope,
    'openid profile email offline_access',
  )

  const env: Env = {
    appUrl: read(
      'APP_URL',
      'the public origin of this app: https, or http on this machine, and no path',
      origin,
    ),
    sessionSecrets: read(
      secret('SESSION_SECRET'),
      '32 characters or more; several are separated by commas',
      secrets,
    ),
    sessionIdleSeconds: read('SESSION_IDLE_SECONDS', 'a positive whole number', seconds, 1200),
    sessionAbsoluteSeconds: read(
      'SESSION_ABSOLUTE_SECONDS',
      'a positive whole number',
      seconds,
      43_200,
    ),
    sessionFile: read('SESSION_FILE', 'a path', z.string(), '.data/sessions.db'),
    issuer,
    discoveryUrl: read(
      'OIDC_DISCOVERY_URL',
      "the address of the issuer's metadata: https, or http on this machine",
      secureUrl,
      `${issuer?.replace(/\/$/, '')}/.well-known/openid-configuration`,
    ),
    clientId: read('OIDC_CLIENT_ID', 'the client id you were given', visibleText),
    ...readClientAuth(),
    logoutHint: read(
      'OIDC_LOGOUT_HINT',
      'client_id or id_token',
      z.enum(['client_id', 'id_token']),
      'client_id',
    ),
    assertionAudience: read(
      'OIDC_ASSERTION_AUDIENCE',
      'token_endpoint or issuer',
      z.enum(['token_endpoint', 'issuer']),
      'token_endpoint',
    ),
    scope,
    institutionScope: read(
      'INSTITUTION_SCOPE',
      'a scope that contains openid',
      openidScope,
      `${scope} ${accountsReadScope}`,
    ),
    institutionParameter: read(
      'INSTITUTION_PARAMETER',
      'the name of a request parameter',
      parameterName,
      'institutionId',
    ),
    institutionClaim: read(
      'INSTITUTION_CLAIM',
      'the name of a claim',
      visibleText,
      'institutionId',
    ),
    institutionZeroId: read(
      'INSTITUTION_ZERO_ID',
      "the claim's value for Institution Zero",
      visibleText,
      null,
    ),
    apiUrl: read(
      'API_URL',
      'the base of the resource APIs: https, or http on this machine',
      apiBase,
    ),
    environmentLabel: read('ENVIRONMENT_LABEL', 'at most 80 characters', z.string().max(80), null),
    logLevel: read(
      'LOG_LEVEL',
      'debug, info, warn or error',
      z.enum(['debug', 'info', 'warn', 'error']),
      'info',
    ),
  }

  function readClientAuth() {
    const clientAlg = read(
      'OIDC_CLIENT_ALG',
      'ES256, PS256 or RS256',
      z.enum(clientKeyAlgorithms),
      null,
    )
    const clientSecret = read(
      secret('OIDC_CLIENT_SECRET'),
      'the secret you were given',
      z.string(),
      null,
    )
    const keysText = read(secret('OIDC_CLIENT_KEYS'), 'private keys', z.string(), null)
    const clientAuth = read(
      'OIDC_CLIENT_AUTH',
      'client_secret_post, client_secret_basic or private_key_jwt',
      z.enum(['client_secret_post', 'client_secret_basic', 'private_key_jwt']),
      keysText === null ? 'client_secret_post' : 'private_key_jwt',
    )

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

  if (faults.length > 0) throw new Error(`The configuration has faults:\n- ${faults.join('\n- ')}`)
  return env
}

const secureUrl = z.string().refine(isSecureUrl)
const withoutSlash = (url: string) => url.replace(/\/+$/, '')

const origin = z
  .string()
  .refine(
    (value) => isSecureUrl(value) && new URL(value).origin === withoutSlash(value).toLowerCase(),
  )
  .transform((value) => new URL(value).origin)
// RFC 8414 §2: no query. Kept as written, because issuers are compared as exact strings.
const issuerIdentifier = secureUrl.refine((value) => !value.includes('?'))
const apiBase = secureUrl.refine((value) => !value.includes('?')).transform(withoutSlash)

const seconds = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)
const secrets = z
  .string()
  .transform((value) => value.split(',').map((secret) => secret.trim()))
  .refine((list) => list.every((secret) => secret.length >= 32))
/** What we send ourselves; an institution in place of one of these would break the request. */
const authorizationParameters = [
  'response_type',
  'client_id',
  'redirect_uri',
  'scope',
  'state',
  'nonce',
  'code_challenge',
  'code_challenge_method',
  'login_hint',
  'prompt',
]
const visibleText = z.string().regex(/^[\x21-\x7e]{1,512}$/)
const parameterName = z
  .string()
  .regex(/^[\w.-]{1,64}$/)
  .refine((name) => !authorizationParameters.includes(name))
const openidScope = z
  .string()
  .regex(/^[\x21\x23-\x5b\x5d-\x7e ]{1,1024}$/)
  .refine((value) => value.split(' ').includes('openid'))

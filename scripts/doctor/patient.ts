import { readFileSync } from 'node:fs'
import { type Env, readEnv } from '../../lib/env.ts'
import { processState } from '../../lib/process-state.ts'
import type { Variables } from '../child.ts'
import { serversOf } from './clients.ts'
import { Confidential } from './confidential.ts'
import { type Jwks, readJwks } from './jwks.ts'
import { once, type Server } from './server.ts'

/** How many servers are called: a doctor is no load test. */
const mostServers = 10

/** A configuration, and those it deals with. */
export type Patient = Readonly<{
  variables: Variables
  /** Files that variables were read from. */
  files: readonly string[]
  /** Null where it cannot be read; then `faults` says why. */
  env: Env | null
  faults: readonly string[]
  /** Those that are called, and how many more there are. */
  servers: readonly Server[]
  otherServers: number
  isOffline: boolean
  /** Our own key set as others see it. */
  ownJwks: () => Promise<Jwks>
  confidential: Confidential
}>

export type Wishes = Readonly<{
  files: readonly string[]
  isOffline: boolean
  /** Only this institution; null: all of them, and the sign-in. */
  institutionId: string | null
}>

/** @throws {FlowError} `unknown-institution` where one was asked for that is not configured */
export function admit(variables: Variables, wishes: Wishes): Patient {
  const { env, faults } = readConfiguration(variables)
  if (env) processState('env', () => env)
  const { files, isOffline, institutionId } = wishes
  const all = env ? serversOf(env, institutionId) : []
  const servers = all.slice(0, mostServers)
  const otherServers = all.length - servers.length
  const confidential = new Confidential()
  keepSecrets(confidential, variables, env)
  return {
    ...{ variables, files, env, faults, servers, otherServers, isOffline, confidential },
    ownJwks: once(async () => (env ? readJwks(jwksAddress(env)) : { absent: 'is not known' })),
  }
}

/** Where the app publishes its keys. */
export function jwksAddress({ appUrl }: Env): string {
  return `${appUrl}/.well-known/jwks.json`
}

/** Faults in these spoil nothing else: with others in their place the rest can still be examined. */
const standIns: Variables = {
  ...Object.fromEntries(
    [
      ...['SESSION_SECRET_FILE', 'SESSION_IDLE_SECONDS', 'SESSION_ABSOLUTE_SECONDS'],
      ...['OIDC_LOGOUT_HINT', 'SINGLE_INSTITUTION', 'ENVIRONMENT_LABEL', 'LOG_LEVEL', 'REDIS_URL'],
      'FLOW_INSPECTOR',
    ].map((name) => [name, '']),
  ),
  SESSION_SECRET: 'stands in for the secret that is missing',
}

function readConfiguration(variables: Variables): { env: Env | null; faults: string[] } {
  const first = tryToRead(variables)
  if (first.faults.length === 0) return first
  const second = tryToRead({ ...variables, ...standIns })
  return { env: second.env, faults: first.faults }
}

function tryToRead(variables: Variables): { env: Env | null; faults: string[] } {
  try {
    return { env: readEnv(variables), faults: [] }
  } catch (error) {
    const [, ...faults] = error instanceof Error ? error.message.split('\n- ') : []
    return { env: null, faults }
  }
}

function keepSecrets(confidential: Confidential, variables: Variables, env: Env | null): void {
  confidential.keep(variables.SESSION_SECRET, variables.OIDC_CLIENT_SECRET)
  for (const name of ['OIDC_CLIENT_KEYS', 'SERVICE_CLIENT_KEYS']) {
    confidential.keepKeys(variables[name] ?? textOf(variables[`${name}_FILE`]))
  }
  if (!env) return
  const secrets = [env.clientSecret, ...[...env.institutions.values()].map((it) => it.clientSecret)]
  confidential.keep(...env.sessionSecrets, ...secrets, URL.parse(env.redisUrl ?? '')?.password)
}

function textOf(path: string | undefined): string {
  try {
    return readFileSync(path?.trim() ?? '', 'utf8')
  } catch {
    return ''
  }
}

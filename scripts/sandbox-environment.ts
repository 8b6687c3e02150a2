import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import type { Variables } from './child.ts'
import type { Profile } from './profile.ts'
import { institutionsFile } from './sandbox-institutions.ts'

type Place = Readonly<{
  appUrl: string
  sandboxUrl: string
  /** In the order of `banks`. */
  bankUrls?: readonly string[]
  folder: string
  profile?: Profile
}>

/**
 * What makes the app a client of the sandbox, under one reading of how an institution is chosen. Its
 * secrets are made at first use and stay in the folder; each profile has sessions of its own there.
 */
export async function sandboxEnvironment(place: Place): Promise<Record<string, string>> {
  const { appUrl, sandboxUrl, bankUrls = [], folder, profile = 'parameter' } = place
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const institutions = institutionsFile(profile, bankUrls)
  return {
    APP_URL: appUrl,
    SESSION_FILE: join(folder, `sessions-${profile}.db`),
    SESSION_SECRET_FILE: keep(folder, 'session-secret', randomBytes(32).toString('base64url')),
    OIDC_CLIENT_KEYS_FILE: keep(folder, 'client-key.json', await newClientKey()),
    ...(profile !== 'consumer' && {
      SERVICE_CLIENT_KEYS_FILE: keep(folder, 'service-key.json', await newClientKey()),
      ...serviceClient(profile),
    }),
    ENVIRONMENT_LABEL: 'Local sandbox',
    ...sharedServer(profile, sandboxUrl),
    ...(institutions !== null && { INSTITUTIONS_FILE: write(folder, profile, institutions) }),
  }
}

/** Where Institution Zero is; nowhere, where each bank has an issuer of its own. */
export function sharedServer(profile: Profile, sandboxUrl: string): Record<string, string> {
  if (profile === 'consumer') return {}
  return {
    OIDC_ISSUER: `${sandboxUrl}/a/oidc-provider/api/v0`,
    OIDC_CLIENT_ID: 'foyer',
    INSTITUTION_ZERO_ID: '00000000-0000-4000-8000-000000000000',
    API_URL: `${sandboxUrl}/api`,
  }
}

/** The client for machine work; under `clients` each institution names its own, and a bank has none. */
export function serviceClient(profile: Profile): Record<string, string> {
  return profile === 'parameter' ? { SERVICE_CLIENT_ID: 'foyer-service' } : {}
}

/** The variables of this shell without those that would lead the app elsewhere. */
export function withoutRealEnvironment(variables: Variables): Variables {
  const leadsElsewhere =
    /^(APP_URL|API_URL|ENVIRONMENT_LABEL|SESSION_SECRET|(OIDC|INSTITUTIONS?|SERVICE)_\w+)(_FILE)?$/
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !leadsElsewhere.test(name)),
  )
}

async function newClientKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return JSON.stringify({ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig' })
}

/** Written anew each time: the ports may have moved. */
function write(folder: string, profile: Profile, institutions: unknown): string {
  const path = join(folder, `institutions-${profile}.json`)
  writeFileSync(path, `${JSON.stringify(institutions, null, 2)}\n`)
  return path
}

function keep(folder: string, name: string, secret: string): string {
  const path = join(folder, name)
  try {
    writeFileSync(path, secret, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return path
}

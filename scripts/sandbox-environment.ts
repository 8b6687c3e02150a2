import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import type { Variables } from './child.ts'

type Place = Readonly<{ appUrl: string; sandboxUrl: string; folder: string }>

/**
 * What makes the app a client of the sandbox. Its secrets are made at first use and stay in the folder.
 */
export async function sandboxEnvironment({ appUrl, sandboxUrl, folder }: Place) {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return {
    APP_URL: appUrl,
    SESSION_FILE: join(folder, 'sessions.db'),
    SESSION_SECRET_FILE: keep(folder, 'session-secret', randomBytes(32).toString('base64url')),
    OIDC_ISSUER: `${sandboxUrl}/a/oidc-provider/api/v0`,
    OIDC_CLIENT_ID: 'foyer',
    OIDC_CLIENT_KEYS_FILE: keep(folder, 'client-key.json', await newClientKey()),
    INSTITUTION_ZERO_ID: '00000000-0000-4000-8000-000000000000',
    API_URL: `${sandboxUrl}/api`,
    ENVIRONMENT_LABEL: 'Local sandbox',
  }
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

function keep(folder: string, name: string, secret: string): string {
  const path = join(folder, name)
  try {
    writeFileSync(path, secret, { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
  return path
}

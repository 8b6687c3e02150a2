import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { readEnv } from '#lib/env.ts'
import { processState } from '#lib/process-state.ts'
import { forgetIssuers, issuerUrl, newClientKey } from '#lib/testing/issuer.ts'

export type Entry = Readonly<{
  institutionId: string
  issuer?: string
  clientId?: string
  apiUrl?: string
  clientSecretEnv?: string
  institutionClaim?: string | null
  parameters?: Record<string, string>
}>
export type Configuration = Readonly<{
  hasZero: boolean
  proof: 'secret' | 'keys'
  directory: string
  entries: readonly Entry[]
}>

/** What the environment says, where it says it. */
export const zero = { issuer: issuerUrl, clientId: 'foyer', apiUrl: 'https://api.test' }

const optional = <T>(...values: T[]) =>
  fc.option(fc.constantFrom(...values), { nil: undefined, freq: 2 })
// Small pools, so that entries meet in an issuer, in a client, in both or in neither.
const entry = fc.record({
  institutionId: fc.constantFrom('larkspur', 'juniper', 'harbor', 'quiet', 'a~1'),
  name: fc.constant('A Bank'),
  issuer: optional(issuerUrl, 'https://one.test', 'https://two.test'),
  clientId: optional('foyer', 'one', 'two'),
  clientAuth: optional('private_key_jwt', 'client_secret_basic'),
  clientSecretEnv: optional('ONE', 'TWO', 'THREE'),
  institutionClaim: optional(null, 'bank'),
  institutionParameter: optional(null, 'bank'),
  apiUrl: optional('https://one.test/api', 'https://two.test/api'),
})
/** Any combination of entries, good or bad. */
export const configuration: fc.Arbitrary<Configuration> = fc.record({
  hasZero: fc.constantFrom(true, true, false),
  proof: fc.constantFrom('keys', 'keys', 'secret'),
  directory: fc.constantFrom('', 'api', 'file'),
  entries: fc.uniqueArray(entry, { selector: (it) => it.institutionId, maxLength: 5 }),
})

const folder = mkdtempSync(join(tmpdir(), 'foyer-registry-'))
afterAll(() => rmSync(folder, { recursive: true }))

let clientKey: string
beforeAll(async () => {
  clientKey = (await newClientKey('ES256')).jwk
})
beforeEach(forgetIssuers)

/** Starts the app with this configuration; whether it started. */
export function start({ hasZero, proof, directory, entries }: Configuration): boolean {
  const path = join(folder, 'institutions.json')
  writeFileSync(path, JSON.stringify(entries))
  forgetIssuers()
  try {
    const env = readEnv({
      APP_URL: 'https://app.test',
      SESSION_SECRET: 's'.repeat(32),
      ...(hasZero && { OIDC_ISSUER: zero.issuer, OIDC_CLIENT_ID: zero.clientId }),
      API_URL: zero.apiUrl,
      ...(proof === 'keys' ? { OIDC_CLIENT_KEYS: clientKey } : { OIDC_CLIENT_SECRET: 'of zero' }),
      INSTITUTION_DIRECTORY: directory,
      ...(entries.length > 0 && { INSTITUTIONS_FILE: path }),
      ONE: 'secret one',
      TWO: 'secret two',
      THREE: 'secret three',
    })
    processState('env', () => env)
    return true
  } catch {
    return false
  }
}

/** Every configuration that the app starts with, out of so many. */
export function always(holds: (given: Configuration) => void): void {
  let started = 0
  fc.assert(
    fc.property(configuration, (given) => {
      if (!start(given)) return
      started += 1
      holds(given)
    }),
    { numRuns: 250 },
  )
  expect(started).toBeGreaterThan(25)
}

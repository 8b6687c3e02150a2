import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { readEnv } from '#lib/env.ts'
import { FlowError } from '#lib/errors.ts'
import { beginAuthorization } from '#lib/oauth/authorize.ts'
import type { Registration } from '#lib/oauth/registration.ts'
import { processState } from '#lib/process-state.ts'
import { forgetIssuers, issuerUrl, newClientKey, startIssuer } from '#lib/testing/issuer.ts'
import { isInstitutionId } from './institution-id.ts'
import {
  entryOf,
  hasInstitutionZero,
  institutionApi,
  isConfigured,
  issuers,
  registrationFor,
  registrationOf,
} from './registry.ts'

const folder = mkdtempSync(join(tmpdir(), 'foyer-registry-'))
afterAll(() => rmSync(folder, { recursive: true }))

let clientKey: string
beforeAll(async () => {
  clientKey = (await newClientKey('ES256')).jwk
})
beforeEach(forgetIssuers)

type Entry = Readonly<{
  institutionId: string
  issuer?: string
  clientId?: string
  apiUrl?: string
  clientSecretEnv?: string
  institutionClaim?: string | null
  parameters?: Record<string, string>
}>
type Configuration = Readonly<{
  hasZero: boolean
  proof: 'secret' | 'keys'
  directory: string
  entries: readonly Entry[]
}>

const zero = { issuer: issuerUrl, clientId: 'foyer', apiUrl: 'https://api.test' }

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
const configuration: fc.Arbitrary<Configuration> = fc.record({
  hasZero: fc.constantFrom(true, true, false),
  proof: fc.constantFrom('keys', 'keys', 'secret'),
  directory: fc.constantFrom('', 'api', 'file'),
  entries: fc.uniqueArray(entry, { selector: (it) => it.institutionId, maxLength: 5 }),
})

/** Starts the app with this configuration; whether it started. */
function start({ hasZero, proof, directory, entries }: Configuration): boolean {
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
function always(holds: (given: Configuration) => void): void {
  let started = 0
  fc.assert(
    fc.property(configuration, (given) => {
      if (!start(given)) return
      started += 1
      holds(given)
    }),
    { numRuns: 400 },
  )
  expect(started).toBeGreaterThan(40)
}

const clientOf = ({ issuer, clientId }: { issuer: string; clientId: string }) =>
  `${clientId} at ${issuer}`

test('an institution is served by the client and the API of its own entry, and by no other', () => {
  always(({ entries }) => {
    for (const it of entries) {
      const { issuer, clientId } = registrationFor(it.institutionId)

      expect(issuer).toBe(it.issuer ?? zero.issuer)
      expect(clientId).toBe(it.clientId ?? zero.clientId)
      expect(institutionApi(it.institutionId).baseUrl).toBe(it.apiUrl ?? zero.apiUrl)
    }
  })
})

test('a secret goes where its entry says, and that of the environment to no client of an entry', () => {
  const held = { ONE: 'secret one', TWO: 'secret two', THREE: 'secret three' }
  always(({ entries }) => {
    for (const it of entries) {
      const registration = registrationFor(it.institutionId)
      const { clientAuth } = registration
      if (clientAuth.method === 'private_key_jwt') continue
      const isOwn = clientOf(registration) !== clientOf(zero)
      expect(clientAuth.secret).toBe(
        it.clientSecretEnv ? held[it.clientSecretEnv as keyof typeof held] : 'of zero',
      )
      if (isOwn) expect(clientAuth.secret).not.toBe('of zero')
    }
  })
})

test('without a claim, the client is that of this entry only', () => {
  always(({ entries }) => {
    const silent = entries.filter((it) => it.institutionClaim === null)
    const clients = entries.map((it) => clientOf(registrationFor(it.institutionId)))

    for (const it of silent) {
      const own = clientOf(registrationFor(it.institutionId))
      expect(clients.filter((client) => client === own)).toHaveLength(1)
    }
  })
})

test('what was made with one registration is good for that one only', () => {
  always(({ entries }) => {
    const asked = [
      ...entries.map((it) => it.institutionId),
      ...(hasInstitutionZero() ? [null] : []),
    ]
    for (const institutionId of asked) {
      for (const { issuer, clientId } of registrations(entries)) {
        const own = registrationFor(institutionId)
        const isOwn = own.issuer === issuer && own.clientId === clientId
        const made = { issuer, clientId, institutionId }

        expect(isConfigured(made)).toBe(isOwn)
        if (isOwn) expect(registrationOf(made)).toEqual(own)
        else expect(() => registrationOf(made, 'stale-sign-in')).toThrow(FlowError)
      }
    }
  })
})

test('an answer must say whose it is as soon as there are two issuers', () => {
  always(({ entries }) => {
    const all = registrations(entries)
    const names = new Set(all.map(({ issuer }) => issuer))

    expect(issuers()).toHaveLength(names.size)
    expect(new Set(all.map((it) => it.requiresIss))).toEqual(new Set([names.size > 1]))
  })
})

const anyId = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.stringMatching(/^[\w.~/\\%-]{0,130}$/),
  fc.constantFrom(
    'larkspur',
    'juniper',
    'zero',
    '',
    '..',
    '../larkspur',
    'larkspur/',
    'Larkspur',
    '__proto__',
  ),
  fc.constantFrom('constructor', 'toString', 'larkspur\n', 'a'.repeat(129), 'larkspur%2f'),
)

test('an id that nobody configured is unknown, or served by the default client alone', () => {
  let strangers = 0
  fc.assert(
    fc.property(configuration, anyId, (given, id) => {
      if (!start(given) || given.entries.some((it) => it.institutionId === id)) return
      strangers += 1
      const isServed = hasInstitutionZero() && given.directory !== 'file' && isInstitutionId(id)

      expect(entryOf(id)).toBeNull()
      if (isServed) expect(registrationFor(id)).toMatchObject(clientAt(zero))
      else expect(problemOf(() => registrationFor(id))).toBe('unknown-institution')
    }),
    { numRuns: 400 },
  )
  expect(strangers).toBeGreaterThan(40)
})

test('an id is one plain segment of a path', () => {
  fc.assert(
    fc.property(anyId, (id) => {
      fc.pre(isInstitutionId(id))
      expect(new URL(`https://api.test/${id}/enterprise`).pathname).toBe(`/${id}/enterprise`)
      expect(encodeURIComponent(id)).toBe(id)
    }),
  )
})

test('no parameter of an entry takes the place of one that we send', async () => {
  await startIssuer()
  const name = fc.oneof(
    fc.constantFrom('state', 'nonce', 'client_id', 'redirect_uri', 'scope', 'code_challenge'),
    fc.constantFrom('response_type', 'response_mode', 'claims', 'request', 'request_uri'),
    fc.constantFrom('institutionId', 'bank', 'login_hint', 'prompt', 'acr_values', '__proto__'),
    fc.string(),
  )
  const parameters = fc.dictionary(name, fc.string({ maxLength: 50 }), { maxKeys: 4 })

  await fc.assert(
    fc.asyncProperty(parameters, fc.boolean(), async (given, ownParameter) => {
      const larkspur = {
        institutionId: 'larkspur',
        name: 'Larkspur Bank',
        parameters: given,
        ...(ownParameter && { institutionParameter: 'bank' }),
      }
      const plain = { hasZero: true, proof: 'secret', directory: 'api' } as const
      if (!start({ ...plain, entries: [larkspur] })) return

      const registration = registrationFor('larkspur')
      const { location, transaction } = await beginAuthorization(registration, {
        institutionId: 'larkspur',
        returnTo: '/',
        loginHint: 'ada@example.test',
        scope: null,
        anotherPerson: true,
      })

      for (const [parameter, value] of Object.entries({
        response_type: 'code',
        client_id: 'foyer',
        redirect_uri: 'https://app.test/auth/callback',
        scope: transaction.scope,
        state: transaction.state,
        nonce: transaction.nonce,
        code_challenge_method: 'S256',
        login_hint: 'ada@example.test',
        prompt: 'login',
        [ownParameter ? 'bank' : 'institutionId']: 'larkspur',
      })) {
        expect(location.searchParams.getAll(parameter)).toEqual([value])
      }
      for (const never of ['request', 'request_uri', 'response_mode', 'claims']) {
        expect(location.searchParams.has(never)).toBe(false)
      }
    }),
    { numRuns: 200 },
  )
})

function registrations(entries: readonly Entry[]): Registration[] {
  const asked = [...entries.map((it) => it.institutionId), ...(hasInstitutionZero() ? [null] : [])]
  return asked.map((institutionId) => registrationFor(institutionId))
}

function clientAt({ issuer, clientId }: typeof zero) {
  return { issuer, clientId }
}

function problemOf(run: () => unknown): string | null {
  try {
    run()
    return null
  } catch (error) {
    return error instanceof FlowError ? error.code : 'a bug'
  }
}

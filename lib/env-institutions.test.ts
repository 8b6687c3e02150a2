import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnv } from './env.ts'
import { newClientKey } from './testing/issuer.ts'

const folder = mkdtempSync(join(tmpdir(), 'foyer-institutions-'))
afterAll(() => rmSync(folder, { recursive: true }))

let keys: string
beforeAll(async () => {
  keys = (await newClientKey('ES256')).jwk
})

type Entry = Record<string, unknown>

const larkspur = { institutionId: 'larkspur', name: 'Larkspur Bank' }
const juniper = { institutionId: 'juniper', name: 'Juniper Credit Union' }
const bank = {
  institutionId: 'bank',
  name: 'A Bank',
  issuer: 'https://bank.test/oidc',
  clientId: 'foyer-bank',
  apiUrl: 'https://bank.test/',
  api: 'consumer',
  institutionParameter: null,
}
const ofZero = {
  OIDC_ISSUER: 'https://issuer.test',
  OIDC_CLIENT_ID: 'foyer',
  API_URL: 'https://api.test',
}

/** The configuration with these entries: with Institution Zero and keys, unless told otherwise. */
function read(entries: readonly Entry[] | string, changes: Record<string, string> = ofZero) {
  const path = join(folder, crypto.randomUUID())
  writeFileSync(path, typeof entries === 'string' ? entries : JSON.stringify(entries))
  return readEnv({
    APP_URL: 'https://app.test',
    SESSION_SECRET: 's'.repeat(32),
    OIDC_CLIENT_KEYS: keys,
    INSTITUTIONS_FILE: path,
    ...changes,
  })
}

function faults(...args: Parameters<typeof read>): string {
  try {
    read(...args)
  } catch (error) {
    return String(error)
  }
  throw new Error('the configuration was accepted')
}

test('what an entry leaves out comes from the environment', () => {
  expect(read([larkspur]).institutions.get('larkspur')).toEqual({
    ...larkspur,
    issuer: 'https://issuer.test',
    discoveryUrl: 'https://issuer.test/.well-known/openid-configuration',
    clientId: 'foyer',
    clientAuth: 'private_key_jwt',
    clientSecret: null,
    scope:
      'openid profile email offline_access https://jackhenry.com/account-services/accounts.read',
    institutionParameter: 'institutionId',
    institutionClaim: 'institutionId',
    parameters: {},
    claims: null,
    api: 'enterprise',
    apiUrl: 'https://api.test',
    service: null,
  })
})

test("null sends no parameter and expects no claim, where the client is the entry's own", () => {
  const entry = { ...larkspur, clientId: 'foyer-larkspur' }
  const changes = { institutionParameter: null, institutionClaim: null }

  expect(read([{ ...entry, ...changes }]).institutions.get('larkspur')).toMatchObject({
    clientId: 'foyer-larkspur',
    ...changes,
  })
})

test('when every entry brings its own, there is no Institution Zero, and the file is the directory', () => {
  const env = read([bank], {})

  expect(env).toMatchObject({ issuer: null, clientId: null, apiUrl: null })
  expect(env.institutionDirectory).toBe('file')
  expect(env.institutions.get('bank')).toMatchObject({
    discoveryUrl: 'https://bank.test/oidc/.well-known/openid-configuration',
    apiUrl: 'https://bank.test',
  })
})

test('a secret stands in the variable that the entry names, or in its file', () => {
  const path = join(folder, 'secret')
  writeFileSync(path, 'from a file\n')
  const entries = [
    { ...bank, clientSecretEnv: 'BANK_SECRET' },
    { ...bank, institutionId: 'other', clientId: 'b', clientSecretEnv: 'OTHER_SECRET' },
  ]
  const { institutions } = read(entries, {
    OIDC_CLIENT_KEYS: '',
    BANK_SECRET: 'from the environment',
    OTHER_SECRET_FILE: path,
  })

  expect(institutions.get('bank')).toMatchObject({
    clientAuth: 'client_secret_post',
    clientSecret: 'from the environment',
  })
  expect(institutions.get('other')?.clientSecret).toBe('from a file')
})

test.each<[string, Entry, string]>([
  ['no id', { institutionId: undefined }, 'institutionId'],
  ['the reserved id', { institutionId: 'zero' }, 'institutionId'],
  ['a path trick for an id', { institutionId: '../x' }, 'institutionId'],
  ['no name', { name: ' ' }, 'name'],
  ['an issuer in plain http', { issuer: 'http://bank.test' }, 'issuer'],
  ['a discovery address in plain http', { discoveryUrl: 'http://bank.test' }, 'discoveryUrl'],
  ['an unknown way to authenticate', { clientAuth: 'none' }, 'clientAuth'],
  ['a scope without openid', { scope: 'profile' }, 'scope'],
  ['a parameter that is taken', { institutionParameter: 'state' }, 'institutionParameter'],
  ['a claim that is no name', { institutionClaim: '' }, 'institutionClaim'],
  ['parameters that are taken', { parameters: { redirect_uri: 'x' } }, 'parameters'],
  ['parameters that are no texts', { parameters: { acr_values: 1 } }, 'parameters'],
  ['claims of nowhere', { claims: { access_token: {} } }, 'claims'],
  ['an unknown API', { api: 'both' }, 'api '],
  ['an API in plain http', { apiUrl: 'http://bank.test' }, 'apiUrl'],
  ['a secret in the file', { clientSecret: 'hush-hush' }, 'no member clientSecret'],
  ['a service client without id', { service: {} }, 'service'],
  ['a secret that is not set', { clientSecretEnv: 'NOWHERE' }, 'clientSecretEnv'],
  [
    'a secret beside keys',
    { clientAuth: 'private_key_jwt', clientSecretEnv: 'X' },
    'clientSecretEnv',
  ],
  [
    'a secret for a client of its own that is nowhere',
    { clientAuth: 'client_secret_basic' },
    'clientSecretEnv',
  ],
])('an entry with %s stops the start', (_what, changes, names) => {
  const text = faults([larkspur, { ...bank, ...changes }])

  expect(text).toContain('INSTITUTIONS_FILE, entry 2')
  expect(text).toContain(names)
  expect(text).not.toContain('hush-hush')
})

test.each([
  ['no JSON', '{'],
  ['no array', '{}'],
  ['an empty array', '[]'],
  ['an array of texts', '["larkspur"]'],
  ['two entries with one id', JSON.stringify([larkspur, larkspur])],
])('a file with %s stops the start', (_what, text) => {
  expect(faults(text)).toContain('INSTITUTIONS_FILE')
})

test('a fault says which entry of the file it is, however many before it are wrong', () => {
  const text = faults([
    { ...larkspur, name: '' },
    { ...juniper, clientAuth: 'client_secret_basic' },
  ])

  expect(text).toContain('entry 1: name')
  expect(text).toContain('entry 2: a client of its own')
})

test('a secret never goes to another client than its own', () => {
  const secret = { ...ofZero, OIDC_CLIENT_KEYS: '', OIDC_CLIENT_SECRET: 'of the default client' }

  expect(faults([{ ...larkspur, clientId: 'another' }], secret)).toContain('clientSecretEnv')
  expect(faults([{ ...larkspur, issuer: 'https://evil.test' }], secret)).toContain(
    'clientSecretEnv',
  )
  expect(read([larkspur], secret).institutions.get('larkspur')?.clientSecret).toBe(
    'of the default client',
  )
})

test.each<[string, Entry[]]>([
  ['the default client', [{ ...larkspur, institutionClaim: null }, juniper]],
  [
    'the client of another entry',
    [
      { ...larkspur, clientId: 'shared', institutionClaim: null },
      { ...juniper, clientId: 'shared' },
    ],
  ],
  [
    'the default client by name',
    [{ ...larkspur, clientId: 'foyer', institutionClaim: null }, juniper],
  ],
])('without a claim, nobody could tell whose a token of %s is: a fault', (_what, entries) => {
  expect(faults(entries)).toContain('institutionClaim')
})

test('without a claim, the default client will do for the only entry there is', () => {
  expect(read([{ ...larkspur, institutionClaim: null }]).institutions.size).toBe(1)
})

test('an entry names no other secret of the app as its own', () => {
  const entry = { ...larkspur, clientId: 'one' }

  for (const name of ['SESSION_SECRET', 'OIDC_CLIENT_KEYS', 'SERVICE_CLIENT_KEYS_FILE']) {
    expect(faults([{ ...entry, clientSecretEnv: name }])).toContain('clientSecretEnv')
  }
})

test('keys are no secret: an entry that wants to send one names it', () => {
  expect(faults([{ ...larkspur, clientAuth: 'client_secret_basic' }])).toContain('clientSecretEnv')
})

test('Institution Zero cannot be half there, nor left out where an entry needs it', () => {
  expect(faults([bank], { OIDC_ISSUER: 'https://issuer.test' })).toContain('OIDC_CLIENT_ID')
  expect(faults([larkspur], {})).toContain('OIDC_ISSUER')
  expect(faults([bank], { INSTITUTION_DIRECTORY: 'api' })).toContain('INSTITUTION_DIRECTORY')
})

test('the directory cannot be a file that is not there', () => {
  const path = { ...ofZero, INSTITUTION_DIRECTORY: 'file', INSTITUTIONS_FILE: '' }

  expect(faults([larkspur], path)).toContain('INSTITUTION_DIRECTORY')
  expect(faults([larkspur], { ...ofZero, INSTITUTIONS_FILE: '/nowhere' })).toContain(
    'INSTITUTIONS_FILE',
  )
})

import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readEnv } from './env.ts'
import { newClientKey } from './testing/issuer.ts'

let jwk: string
const folder = mkdtempSync(join(tmpdir(), 'foyer-env-'))

afterAll(() => rmSync(folder, { recursive: true }))

beforeAll(async () => {
  jwk = (await newClientKey('ES256')).jwk
})

function inFile(text: string): string {
  const path = join(folder, crypto.randomUUID())
  writeFileSync(path, text)
  return path
}

function variables(changes: Record<string, string | undefined> = {}) {
  return {
    APP_URL: 'https://app.test',
    SESSION_SECRET: 's'.repeat(32),
    OIDC_ISSUER: 'https://issuer.test/path',
    OIDC_CLIENT_ID: 'foyer',
    OIDC_CLIENT_KEYS: jwk,
    API_URL: 'https://api.test/base/',
    ...changes,
  }
}

test('what is required suffices; the rest has the documented defaults', () => {
  expect(readEnv(variables())).toMatchObject({
    appUrl: 'https://app.test',
    apiUrl: 'https://api.test/base',
    sessionIdleSeconds: 1200,
    sessionAbsoluteSeconds: 43_200,
    discoveryUrl: 'https://issuer.test/path/.well-known/openid-configuration',
    clientAuth: 'private_key_jwt',
    logoutHint: 'client_id',
    assertionAudience: 'token_endpoint',
    scope: 'openid profile email offline_access',
    institutionScope:
      'openid profile email offline_access https://jackhenry.com/account-services/accounts.read',
    institutionParameter: 'institutionId',
    institutionClaim: 'institutionId',
    institutionZeroId: null,
    environmentLabel: null,
    logLevel: 'info',
  })
})

test('the issuer stays as it is written, slash and all', () => {
  const env = readEnv(variables({ OIDC_ISSUER: 'https://issuer.test/' }))

  expect(env.issuer).toBe('https://issuer.test/')
  expect(env.discoveryUrl).toBe('https://issuer.test/.well-known/openid-configuration')
})

test('several session secrets are kept in order', () => {
  const both = `${'a'.repeat(32)}, ${'b'.repeat(40)}`

  expect(readEnv(variables({ SESSION_SECRET: both })).sessionSecrets).toEqual([
    'a'.repeat(32),
    'b'.repeat(40),
  ])
})

test('a secret may come from a file', () => {
  const env = readEnv(
    variables({
      SESSION_SECRET: undefined,
      SESSION_SECRET_FILE: inFile(`${'f'.repeat(32)}\n`),
      OIDC_CLIENT_KEYS: undefined,
      OIDC_CLIENT_SECRET_FILE: inFile('the secret\n'),
    }),
  )

  expect(env.sessionSecrets).toEqual(['f'.repeat(32)])
  expect(env).toMatchObject({ clientSecret: 'the secret', clientAuth: 'client_secret_post' })
})

test('an empty variable is an unset one', () => {
  expect(readEnv(variables({ LOG_LEVEL: '', ENVIRONMENT_LABEL: ' ' })).logLevel).toBe('info')
})

test.each(['http://localhost:3000', 'http://127.8.8.8:3000', 'http://[::1]:3000'])(
  'plain http is fine on this machine: %s',
  (url) => {
    expect(readEnv(variables({ APP_URL: url })).appUrl).toBe(url)
  },
)

test.each([
  ['APP_URL', 'http://app.test'],
  ['APP_URL', 'https://app.test/path'],
  ['APP_URL', 'https://user:secret@app.test'],
  ['APP_URL', 'javascript:alert(1)'],
  ['APP_URL', 'nonsense'],
  ['APP_URL', 'http://localhost.evil.test'],
  ['APP_URL', 'http://127.0.0.1.evil.test'],
  ['OIDC_ISSUER', 'http://issuer.test'],
  ['OIDC_ISSUER', 'https://issuer.test/?tenant=1'],
  ['OIDC_DISCOVERY_URL', 'http://issuer.test'],
  ['API_URL', 'ftp://api.test'],
  ['SESSION_SECRET', 'too-short-a-secret'],
  ['SESSION_SECRET', `${'a'.repeat(32)},short`],
  ['SESSION_IDLE_SECONDS', '-1'],
  ['SESSION_IDLE_SECONDS', '1.5'],
  ['SESSION_ABSOLUTE_SECONDS', '0'],
  ['OIDC_CLIENT_ALG', 'HS256'],
  ['OIDC_CLIENT_AUTH', 'none'],
  ['OIDC_CLIENT_AUTH', 'client_secret_post'],
  ['OIDC_SCOPE', 'profile'],
  ['OIDC_LOGOUT_HINT', 'maybe'],
  ['OIDC_ASSERTION_AUDIENCE', 'everyone'],
  ['INSTITUTION_PARAMETER', 'a b'],
  ['INSTITUTION_PARAMETER', 'redirect_uri'],
  ['OIDC_CLIENT_KEYS', '{"kty":"EC","super":"hidden-value"}'],
  ['OIDC_CLIENT_SECRET', 'both-are-set'],
  ['LOG_LEVEL', 'loud'],
])('%s may not be %s, and the fault does not repeat it', (name, value) => {
  expect(() => readEnv(variables({ [name]: value }))).toThrow(name)
  expect(message(variables({ [name]: value }))).not.toContain(value.slice(0, 40))
})

test('a service client has an id and keys, and asks for the user search unless told otherwise', () => {
  expect(readEnv(variables()).service).toBeNull()
  expect(
    readEnv(variables({ SERVICE_CLIENT_ID: 'machine', SERVICE_CLIENT_KEYS: jwk })).service,
  ).toMatchObject({
    clientId: 'machine',
    keys: [{ alg: 'ES256' }],
    scope: 'https://jackhenry.com/consumer-user-search',
  })
})

const pair = (type: 'ec' | 'rsa', size: string | number) =>
  (type === 'ec'
    ? generateKeyPairSync('ec', { namedCurve: String(size) })
    : generateKeyPairSync('rsa', { modulusLength: Number(size) })
  ).privateKey

const pem = { format: 'pem', type: 'pkcs8' } as const
const good = pair('ec', 'P-256')

test.each([
  ['a wrong curve', pair('ec', 'P-384').export(pem).toString(), {}],
  ['a short RSA key', pair('rsa', 1024).export(pem).toString(), {}],
  ['a public key', createPublicKey(good).export({ format: 'pem', type: 'spki' }).toString(), {}],
  [
    'an encrypted PEM',
    good.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'x' }).toString(),
    {},
  ],
  ['escaped newlines', good.export(pem).toString().replaceAll('\n', '\\n'), {}],
  ['an RSA key that is to sign with ES256', pair('rsa', 2048).export(pem).toString(), 'ES256'],
])('%s stops the start, by the name of the variable', (_what, text, alg) => {
  for (const client of ['OIDC_CLIENT', 'SERVICE_CLIENT']) {
    const faults = message(
      variables({
        SERVICE_CLIENT_ID: 'machine',
        SERVICE_CLIENT_KEYS: jwk,
        [`${client}_KEYS`]: text,
        ...(typeof alg === 'string' && { [`${client}_ALG`]: alg }),
      }),
    )
    expect(faults).toContain(`- ${client}_KEYS is `)
    expect(faults).not.toContain(text.slice(40, 80))
  }
})

test('an algorithm that no key could sign with stops the start', () => {
  const text = good.export(pem).toString()
  const changes = { OIDC_CLIENT_KEYS: text, OIDC_CLIENT_ALG: 'RS256' }

  expect(message(variables(changes))).toContain('- OIDC_CLIENT_KEYS is no key that could sign with')
})

test('a kid names one key, whichever client it is of', () => {
  const keyOf = (key: KeyObject) => JSON.stringify({ ...key.export({ format: 'jwk' }), kid: 'one' })
  const machine = { SERVICE_CLIENT_ID: 'machine', OIDC_CLIENT_KEYS: keyOf(good) }

  expect(
    readEnv(variables({ ...machine, SERVICE_CLIENT_KEYS: keyOf(good) })).service,
  ).not.toBeNull()
  expect(
    message(variables({ ...machine, SERVICE_CLIENT_KEYS: keyOf(pair('ec', 'P-256')) })),
  ).toContain('SERVICE_CLIENT_KEYS has a kid')
})

test('a service client without keys, or keys without a client, is half of one', () => {
  expect(message(variables({ SERVICE_CLIENT_ID: 'machine' }))).toContain('SERVICE_CLIENT_KEYS')
  expect(message(variables({ SERVICE_CLIENT_KEYS: jwk }))).toContain('SERVICE_CLIENT_KEYS')
})

test('all faults come at once', () => {
  const text = message({ APP_URL: 'nonsense', SESSION_SECRET_FILE: '/nowhere/at/all' })

  for (const name of [
    'APP_URL',
    'SESSION_SECRET_FILE',
    'OIDC_ISSUER',
    'OIDC_CLIENT_ID',
    'API_URL',
  ]) {
    expect(text).toContain(`- ${name}`)
  }
  expect(text).toContain('OIDC_CLIENT_SECRET or OIDC_CLIENT_KEYS')
})

test('a secret in the environment and in a file is one too many', () => {
  expect(message(variables({ SESSION_SECRET_FILE: inFile('x') }))).toContain('both set')
})

function message(vars: Record<string, string | undefined>): string {
  try {
    readEnv(vars)
  } catch (error) {
    return String(error)
  }
  throw new Error('the configuration was accepted')
}

test('the inspector is off, and may be switched on where every issuer is on this machine', () => {
  const here = { OIDC_ISSUER: 'http://127.0.0.1:4400', FLOW_INSPECTOR: 'on' }

  expect(readEnv(variables()).flowInspector).toBe('off')
  expect(readEnv(variables(here)).flowInspector).toBe('on')
})

test('the inspector shows what real people do only where that is asked for by its name', () => {
  const elsewhere = { institutionId: 'larkspur', name: 'Larkspur', issuer: 'https://bank.test' }
  const file = inFile(JSON.stringify([elsewhere]))
  const here = { OIDC_ISSUER: 'http://127.0.0.1:4400' }

  expect(() => readEnv(variables({ FLOW_INSPECTOR: 'on' }))).toThrow('- FLOW_INSPECTOR is on')
  expect(() =>
    readEnv(variables({ ...here, FLOW_INSPECTOR: 'on', INSTITUTIONS_FILE: file })),
  ).toThrow('- FLOW_INSPECTOR is on')
  expect(() => readEnv(variables({ FLOW_INSPECTOR: 'yes' }))).toThrow('- FLOW_INSPECTOR')
  expect(readEnv(variables({ FLOW_INSPECTOR: 'on-with-real-data' })).flowInspector).toBe(
    'on-with-real-data',
  )
})

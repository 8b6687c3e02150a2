import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sandboxEnvironment } from '../scripts/sandbox-environment.ts'
import { examine, newFolder, startKeyServer, writeSecret } from './doctor-client.ts'
import { type Sandbox, startSandbox } from './sandbox-client.ts'

// The doctor at the sandbox: nothing wrong, and what a strict server says when something is.

const folder = newFolder()
let app: Awaited<ReturnType<typeof startKeyServer>>
let sandbox: Sandbox

beforeAll(async () => {
  app = await startKeyServer()
  sandbox = await startSandbox(app.url, { SANDBOX_DATA: newFolder() })
})

afterAll(async () => {
  await sandbox.stop()
  app.stop()
})

type Changes = Record<string, string>

function environment(changes: Changes = {}) {
  return {
    APP_URL: app.url,
    PORT: String(app.port),
    SESSION_SECRET_FILE: writeSecret(folder, 'session', randomBytes(32).toString('hex')),
    SESSION_FILE: join(folder, 'kept/sessions.db'),
    OIDC_ISSUER: sandbox.issuer,
    OIDC_CLIENT_ID: 'foyer',
    OIDC_CLIENT_KEYS_FILE: writeSecret(folder, 'keys', JSON.stringify(app.jwk)),
    API_URL: sandbox.api,
    ...changes,
  }
}

test('nothing is wrong with the sandbox, and nothing has changed there', async () => {
  const before = await sandbox.requests()
  const { exitCode, report, of } = await examine(
    environment({
      SERVICE_CLIENT_ID: 'foyer-service',
      SERVICE_CLIENT_KEYS_FILE: join(folder, 'keys'),
    }),
  )

  expect(report.findings.filter(({ status }) => status !== 'ok')).toMatchObject([
    { check: 'consumer-data', status: 'skipped' },
  ])
  expect(of('service-client')).toMatchObject([{ status: 'ok' }])
  expect(exitCode).toBe(0)
  expect(existsSync(join(folder, 'kept'))).toBe(false)
  const { counts } = await sandbox.requests()
  const isSignIn = (kind: string) => /login|consent|token:refresh|api/.test(kind)
  expect(Object.keys(counts).filter(isSignIn)).toEqual(Object.keys(before.counts).filter(isSignIn))
})

test('nothing is wrong with two consumer banks as clients of a file', async () => {
  const { APP_URL, PORT, OIDC_CLIENT_KEYS_FILE, SESSION_SECRET_FILE } = environment()
  const { INSTITUTIONS_FILE = '' } = await sandboxEnvironment({
    ...{ appUrl: app.url, sandboxUrl: sandbox.origin, bankUrls: sandbox.bankOrigins },
    ...{ folder: newFolder(), profile: 'consumer' },
  })
  const { exitCode, report, of } = await examine({
    ...{ APP_URL, PORT, OIDC_CLIENT_KEYS_FILE, SESSION_SECRET_FILE, INSTITUTIONS_FILE },
    SESSION_FILE: join(folder, 'sessions.db'),
  })

  expect(report.findings.filter(({ status }) => status !== 'ok')).toMatchObject([
    { check: 'service-client', status: 'skipped' },
  ])
  expect(of('client-proof')).toHaveLength(2)
  expect(exitCode).toBe(0)
})

test.each<[string, () => Changes | Promise<Changes>, string, string, RegExp]>([
  [
    'a redirect URI that is not registered',
    () => ({ APP_URL: 'http://localhost:4999', PORT: '4999' }),
    'authorization-request',
    'fault',
    /refuses the redirect URI http:\/\/localhost:4999\/auth\/callback/,
  ],
  [
    'a client that nobody made',
    () => ({ OIDC_CLIENT_ID: 'nobody' }),
    'authorization-request',
    'fault',
    /does not know the client nobody/,
  ],
  [
    'a scope that the server does not list',
    () => ({ OIDC_SCOPE: 'openid offline_access no-such-scope' }),
    'scopes',
    'warning',
    /does not list the scope no-such-scope/,
  ],
  [
    'a scope without its beginning',
    () => ({ OIDC_SCOPE: 'openid offline_access account-services/accounts.read' }),
    'scopes',
    'fault',
    /it lists "https:\/\/jackhenry\.com\/account-services\/accounts\.read/,
  ],
  [
    'an issuer with a slash too many',
    () => ({ OIDC_ISSUER: `${sandbox.issuer}/` }),
    'issuer-name',
    'fault',
    /a slash at the end/,
  ],
  [
    'a key that the server does not know',
    async () => ({
      OIDC_CLIENT_KEYS_FILE: writeSecret(folder, 'another', JSON.stringify(await app.newKey())),
    }),
    'published-keys',
    'fault',
    /lacks another/,
  ],
  [
    'an assertion for another audience',
    () => ({ OIDC_ASSERTION_AUDIENCE: 'issuer' }),
    'client-proof',
    'fault',
    /invalid_client/,
  ],
  [
    'a secret where keys are registered',
    () => ({ OIDC_CLIENT_KEYS_FILE: '', OIDC_CLIENT_SECRET: 'a-secret-of-good-length' }),
    'client-proof',
    'fault',
    /invalid_client/,
  ],
])('%s is found', async (_what, changes, check, status, what) => {
  const { exitCode, of } = await examine(environment(await changes()))

  expect(of(check)).toContainEqual(
    expect.objectContaining({
      status,
      what: expect.stringMatching(what),
      why: expect.stringMatching(/\w/),
      remedy: expect.stringMatching(/\w/),
    }),
  )
  expect(exitCode).toBe(status === 'fault' ? 1 : 0)
})

test('metadata that is elsewhere is looked for, and its address is told', async () => {
  const wrong = `${sandbox.origin}/nowhere/.well-known/openid-configuration`
  const { of } = await examine(environment({ OIDC_DISCOVERY_URL: wrong }))

  expect(of('discovery')[0]?.remedy).toContain(`${sandbox.origin}/.well-known/openid-configuration`)
})

test('while the app does not run, a key that is not believed is no fault yet', async () => {
  const silent = await startKeyServer()
  silent.stop()
  const { of } = await examine(
    environment({
      APP_URL: silent.url,
      OIDC_CLIENT_KEYS_FILE: writeSecret(folder, 'silent', JSON.stringify(silent.jwk)),
    }),
  )

  expect(of('published-keys')).toMatchObject([{ status: 'skipped' }])
  expect(of('client-proof')).toMatchObject([
    { status: 'warning', what: expect.stringContaining('the app does not run') },
  ])
})

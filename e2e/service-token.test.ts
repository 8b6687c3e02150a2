import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from './harness.ts'
import { type Sandbox, startSandbox } from './sandbox-client.ts'
import { juniper, larkspur } from './sandbox-visit.ts'
import { startScriptedIssuer } from './scripted-issuer.ts'
import { command, serviceEnv, startKeySet } from './service-client.ts'

const script = 'scripts/service-token.ts'
let keys: Awaited<ReturnType<typeof startKeySet>>
let sandbox: Sandbox

beforeAll(async () => {
  keys = await startKeySet()
  sandbox = await startSandbox(keys.url, { SANDBOX_DATA: temporaryFolder('sandbox') })
})
afterAll(async () => {
  await sandbox.stop()
  keys.stop()
})

const token = (changes: Record<string, string>, ...args: string[]) =>
  command(script, { ...serviceEnv(sandbox, keys), ...changes }).run(...args)

test('what was granted is told, and the token is not', async () => {
  const { exitCode, stdout, stderr } = await token({})

  expect(exitCode).toBe(0)
  expect(stdout).toContain('Granted to foyer-service')
  expect(stdout).toContain('https://jackhenry.com/consumer-user-search')
  expect(stdout).toMatch(/lifetime {5}(600|599) s/)
  expect(stdout).toContain('the token names none')
  expect(stdout).toContain('client_id: "foyer-service"')
  expect(stdout + stderr).not.toMatch(/eyJ[\w-]+\./)
  expect(stdout + stderr).not.toContain(keys.privatePart)
})

test('a program is told the same, and the token only where it asks for it', async () => {
  const ofLarkspur = { SERVICE_CLIENT_ID: 'foyer-service-larkspur' }
  const quiet = JSON.parse((await token(ofLarkspur, '--json')).stdout)
  expect(quiet).toMatchObject({
    clientId: 'foyer-service-larkspur',
    scope: 'https://jackhenry.com/consumer-user-search',
    institutionId: larkspur,
    claims: { institutionId: larkspur },
  })
  expect(quiet).not.toHaveProperty('accessToken')

  const shown = JSON.parse((await token(ofLarkspur, '--json', '--show')).stdout)
  expect(decodeJwt(shown.accessToken)).toEqual(shown.claims)
})

test('a token for another institution than the one asked for is refused', async () => {
  const ofLarkspur = { SERVICE_CLIENT_ID: 'foyer-service-larkspur' }

  expect((await token(ofLarkspur, '--institution', larkspur)).exitCode).toBe(0)
  expect(await token(ofLarkspur, '--institution', juniper)).toMatchObject({
    exitCode: 1,
    stdout: '',
    stderr: expect.stringContaining('another institution'),
  })
})

test('a client that is refused, and a server that is not there: 1, with what to do', async () => {
  expect(await token({ SERVICE_CLIENT_ID: 'nobody' })).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('npm run doctor'),
  })
  const refused = await token({ SERVICE_SCOPE: 'openid' }, '--json')
  expect(refused.exitCode).toBe(1)
  expect(JSON.parse(refused.stdout)).toMatchObject({ error: 'issuer-refused' })
  expect((await token({ OIDC_ISSUER: 'http://127.0.0.1:1' })).exitCode).toBe(1)
})

test.each<[string, Record<string, string>, string[], string]>([
  ['an option there is not', {}, ['--verbose'], '--verbose'],
  ['an argument', {}, ['larkspur'], 'larkspur'],
  [
    'no service account',
    { SERVICE_CLIENT_ID: '', SERVICE_CLIENT_KEYS: '' },
    [],
    'No service account',
  ],
  ['a configuration with a fault', { API_URL: 'nonsense' }, [], 'API_URL'],
  ['an institution that cannot be', {}, ['--institution', '../juniper'], '--institution'],
])('%s: 2, and nobody is asked', async (_what, changes, args, words) => {
  const { exitCode, stdout, stderr } = await token(changes, ...args, '--json')

  expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(words) })
  expect(JSON.parse(stdout)).toEqual({ error: 'usage', message: expect.stringContaining(words) })
  expect(await token(changes, ...args)).toMatchObject({ exitCode: 2, stdout: '', stderr })
})

test('help teaches', async () => {
  const { exitCode, stdout } = await token({}, '--help')
  expect(exitCode).toBe(0)
  for (const word of ['--institution', '--show', '--json', 'client_credentials', 'Exit code']) {
    expect(stdout).toContain(word)
  }
})

test('a server that repeats what it was told gets none of it on the screen', async () => {
  const issuer = await startScriptedIssuer('CANARY5e21')
  const env = serviceEnv({ issuer: issuer.url, api: `${issuer.url}/api` }, keys)
  issuer.script.answer = {
    '/token': (_request, response) => {
      const error = [...issuer.secrets].join(' ')
      response.writeHead(400, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ error, error_description: error }))
    },
  }
  const { exitCode, stdout, stderr } = await command(script, env).run('--show')
  await issuer.close()

  expect(exitCode).toBe(1)
  expect(issuer.secrets.size).toBe(1)
  for (const secret of [...issuer.secrets, keys.privatePart]) {
    expect(stdout + stderr).not.toContain(secret)
  }
})

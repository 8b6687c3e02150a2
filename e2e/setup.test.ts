import { once } from 'node:events'
import { readdirSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { readEnv } from '#lib/env.ts'
import { type Profile, profiles } from '../scripts/profile.ts'
import { sandboxEnvironment } from '../scripts/sandbox-environment.ts'
import { temporaryFolder } from './harness.ts'
import { type Clone, newClone } from './setup-client.ts'

const secret = 'hush$hush\'"#1234567890'
const identity = [
  ...['--environment', 'identity', '--yes', '--app-url', 'https://app.test'],
  ...['--issuer', 'https://login.test/oidc', '--client-id', 'foyer'],
  ...['--api-url', 'https://api.test/v2/', '--institution-id', 'larkspur'],
  ...['--institution-name', 'Larkspur & "Söhne" #1'],
]
const own = [
  '--environment',
  'own',
  '--yes',
  '--client-id',
  'foyer',
  '--api-url',
  'https://api.test',
]

test.each(Object.keys(profiles) as Profile[])(
  'for the sandbox, the app meets it as it does without a .env.local: profile %s',
  async (profile) => {
    const clone = newClone()
    const args = ['--environment', 'sandbox', '--yes', '--profile', profile]

    expect(await clone.setup(args)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('  npm run sandbox\n  npm run dev'),
    })
    const usual = await sandboxEnvironment({
      appUrl: 'http://localhost:3000',
      sandboxUrl: 'http://127.0.0.1:4400',
      bankUrls: ['http://127.0.0.1:4401', 'http://127.0.0.1:4402'],
      folder: temporaryFolder('setup'),
      profile,
    })
    expect(aims(clone)).toEqual(aims({ env: () => readEnv(usual) }))
  },
)

test('for Garden, its entry is written, and the secret stays in its file', async () => {
  const clone = newClone()
  writeFileSync(clone.at('secret'), secret)
  const run = await clone.setup([
    ...['--environment', 'garden', '--yes', '--client-id', 'garden-client'],
    ...['--client-secret-file', 'secret', '--client-auth', 'client_secret_basic'],
  ])

  expect(run.exitCode).toBe(0)
  expect(clone.env().issuer).toBeNull()
  const [bank] = clone.env().institutions.values()
  expect(bank).toMatchObject({
    name: 'Garden',
    issuer: 'https://digital.garden-fi.com/a/consumer/api/v0/oidc',
    clientId: 'garden-client',
    clientAuth: 'client_secret_basic',
    clientSecret: secret,
    institutionClaim: 'https://api.banno.com/consumer/claim/institution_id',
    api: 'consumer',
    apiUrl: 'https://digital.garden-fi.com',
  })
  expect(run.stdout).toContain('https://api.banno.com/consumer/auth/offline_access')
  expect(run.stdout).toContain('Claims            https://api.banno.com/consumer/claim/institution')
  expect(clone.read('.env.local') + clone.read('institutions.json') + said(run)).not.toContain(
    secret,
  )
})

test('for a bank whose id nobody knows yet, its issuer decides, and keys prove who we are', async () => {
  const clone = newClone()
  const run = await clone.setup([
    ...['--environment', 'garden', '--yes', '--host', 'Online.Bank.test'],
    ...['--client-auth', 'private_key_jwt', '--client-id', 'not-yet-registered'],
  ])

  expect(run.stdout).toContain('replace not-yet-registered in institutions.json')
  expect(clone.env().institutions.get('online.bank.test')).toMatchObject({
    issuer: 'https://online.bank.test/a/consumer/api/v0/oidc',
    clientAuth: 'private_key_jwt',
    institutionClaim: null,
    claims: null,
  })
})

test('for Jack Henry Identity, what is printed is what a registration needs, letter by letter', async () => {
  const clone = newClone()
  const { exitCode, stdout } = await clone.setup([
    ...identity,
    ...['--alg', 'PS256', '--institution-client-id', 'foyer-larkspur', '--port', '8080'],
    ...['--institution-scope', 'openid https://jackhenry.com/x.read'],
  ])
  const env = clone.env()

  expect(exitCode).toBe(0)
  expect(env).toMatchObject({ institutionDirectory: 'file', apiUrl: 'https://api.test/v2' })
  expect(env.institutions.get('larkspur')).toMatchObject({
    name: 'Larkspur & "Söhne" #1',
    clientId: 'foyer-larkspur',
    institutionParameter: null,
  })
  for (const line of [
    'Redirect URI      https://app.test/auth/callback',
    'Post-logout URI   https://app.test/signed-out',
    'Back-channel      https://app.test/auth/backchannel-logout',
    'Authentication    private_key_jwt, PS256',
    'JWK Set           https://app.test/.well-known/jwks.json',
    'Sign-in           client id foyer, at https://login.test/oidc',
    'client id foyer-larkspur, at https://login.test/oidc',
    `Public key ${env.clientKeys[0]?.kid}, PS256:\n-----BEGIN PUBLIC KEY-----`,
    'https://jackhenry.com/x.read',
  ]) {
    expect(stdout).toContain(line)
  }
})

test('the issuer is called as its metadata says, where they can be read', async () => {
  const server = createServer((_, answer) => answer.end('{"issuer":"http://127.0.0.1/issuer/"}'))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const discoveryUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metadata`
  const clone = newClone()

  const run = await clone.setup([...own, '--discovery-url', discoveryUrl])
  server.close()
  expect(run.exitCode).toBe(0)
  expect(clone.env()).toMatchObject({ issuer: 'http://127.0.0.1/issuer/', discoveryUrl })
})

test('a client of an institution has a secret of its own', async () => {
  const clone = newClone()
  for (const name of ['one', 'other']) writeFileSync(clone.at(name), `${name} ${secret}`)
  await clone.setup([
    ...[...own, '--issuer', 'https://login.test', '--client-auth', 'client_secret_basic'],
    ...['--client-secret-file', 'one', '--institution-client-secret-file', 'other'],
    ...['--institution-id', 'larkspur', '--institution-name', 'Larkspur Bank'],
    ...['--institution-client-id', 'foyer-larkspur'],
  ])

  expect(clone.env().clientSecret).toBe(`one ${secret}`)
  expect(clone.env().institutions.get('larkspur')?.clientSecret).toBe(`other ${secret}`)
})

test.each([
  ['garden', ['--environment', 'garden', '--yes', '--client-id', 'foyer']],
  ['identity', identity],
])('the doctor finds nothing wrong with what setup wrote for %s', async (_name, args) => {
  const clone = newClone()
  writeFileSync(clone.at('secret'), secret, { mode: 0o600 })
  const isGarden = args !== identity
  await clone.setup([...args, ...(isGarden ? ['--client-secret-file', 'secret'] : [])])

  const { exitCode, stdout } = await clone.doctor()
  expect({ exitCode, stdout }).toMatchObject({ exitCode: 0 })
  expect(stdout).toContain('ok       variables')
  expect(stdout).not.toContain('warning  variables')
})

test('only its owner may read what is written, and nothing secret is printed', async () => {
  const clone = newClone()
  const run = await clone.setup(identity)
  const [jwk] = JSON.parse(clone.read('.data/client-keys.json')).keys

  for (const name of ['.env.local', '.data/client-keys.json']) {
    expect(statSync(clone.at(name)).mode & 0o777).toBe(0o600)
  }
  expect(said(run)).not.toContain(jwk.d)
  expect(said(run)).not.toContain(clone.env().sessionSecrets[0])
})

test('somebody who answers wrongly is told the rule, and asked again', async () => {
  const clone = newClone()
  const run = await clone.setup(
    [],
    [
      ...['gardn', 'garden', 'http://app.test', 'http://localhost:4321'],
      ...['https://bank.test/', 'bank.test', '', '../etc', '-', ''],
      ...['<your client id>', 'garden-client', '', secret, 'profile', '', ''],
    ],
  )

  expect(run.exitCode).toBe(0)
  expect(run.stderr).toContain('It should be sandbox or garden or identity or own.')
  expect(run.stderr).toContain('It should be the public origin of this app: https, or http on this')
  expect(run.stderr).toContain('It should be a scope that contains openid.')
  expect(run.stderr).toContain('leave them out')
  expect(clone.env().appUrl).toBe('http://localhost:4321')
  expect(clone.read('.env.local')).toContain('PORT=4321')
  expect(clone.env().institutions.get('bank.test')).toMatchObject({ clientSecret: secret })
  expect(said(run) + clone.read('.env.local')).not.toContain(secret)
})

test.each([
  ['a question', ['garden', ''], '--host is missing'],
  ['the first question', [], '--environment is missing'],
])(
  'answers that end before %s write nothing, and say what is missing',
  async (_what, lines, why) => {
    const clone = newClone()
    const run = await clone.setup([], lines)

    expect(run).toMatchObject({ exitCode: 2, stderr: expect.stringContaining(why) })
    expect(clone.has('.env.local') || clone.has('.data')).toBe(false)
  },
)

test.each([
  [
    'what is missing',
    ['--environment', 'identity', '--yes', '--discovery-url', ''],
    ['issuer', 'api-url', 'client-id', 'institution-id'],
  ],
  ['no environment', ['--yes'], ['environment']],
  ['what is wrong', [...identity, '--scope', 'profile', '--alg', 'HS256'], ['scope', 'alg']],
  ['what means nothing there', [...identity, '--host', 'bank.test'], ['host']],
  ['what there is not', ['--secret', 'x'], ['secret']],
])('a command is told %s, by flag, and writes nothing', async (_what, args, flags) => {
  const clone = newClone()
  const { exitCode, stderr } = await clone.setup(args)

  expect(exitCode).toBe(2)
  for (const flag of flags) expect(stderr).toContain(`--${flag}`)
  expect(clone.has('.env.local') || clone.has('.data')).toBe(false)
})

test('what the app would not start with is not written', async () => {
  const clone = newClone()
  const { exitCode, stderr } = await clone.setup([
    ...[...own, '--issuer', 'https://login.test', '--client-auth', 'client_secret_post'],
    ...['--client-secret-file', 'nowhere'],
  ])

  expect(exitCode).toBe(2)
  expect(stderr).toContain('OIDC_CLIENT_SECRET_FILE should be the path of a file')
  expect(clone.has('.env.local')).toBe(false)
})

test('a .env.local that is there stays, unless somebody says otherwise; then a copy stays', async () => {
  const clone = newClone()
  writeFileSync(clone.at('.env.local'), 'MINE=1\n')

  const refused = await clone.setup(identity)
  expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--replace') })
  const doubted = await clone.setup(['--environment', 'sandbox'], ['', '', '', '', 'no'])
  expect(doubted.exitCode).toBe(2)
  expect(clone.read('.env.local')).toBe('MINE=1\n')
  expect(clone.has('.data')).toBe(false)

  const agreed = await clone.setup(['--environment', 'sandbox'], ['', '', '', '', 'yes'])
  expect(agreed.exitCode).toBe(0)
  const again = await clone.setup([...identity, '--replace'])
  expect(again.exitCode).toBe(0)
  const copies = readdirSync(clone.folder).filter((name) => name.startsWith('.env.local.'))
  expect(copies).toHaveLength(2)
  expect(copies.map((name) => clone.read(name))).toContain('MINE=1\n')
  for (const name of copies) expect(statSync(clone.at(name)).mode & 0o777).toBe(0o600)
})

test('keys that are there are kept: another setup signs with them', async () => {
  const clone = newClone()
  await clone.setup(identity)
  const before = clone.read('.data/client-keys.json')
  const { exitCode, stdout } = await clone.setup([...identity, '--alg', 'PS256', '--replace'])

  expect(exitCode).toBe(0)
  expect(clone.read('.data/client-keys.json')).toBe(before)
  expect(stdout).toContain('private_key_jwt, ES256')
})

test('--print shows it all but the secrets, and writes nothing', async () => {
  const clone = newClone()
  const { exitCode, stdout } = await clone.setup([...identity, '--print'])

  expect(exitCode).toBe(0)
  expect(stdout).toContain('OIDC_ISSUER=https://login.test/oidc\n')
  expect(stdout).toContain('SESSION_SECRET=\n')
  expect(stdout).toContain('"institutionId": "larkspur"')
  expect(stdout).toContain('https://app.test/auth/callback')
  expect(clone.has('.env.local') || clone.has('.data') || clone.has('institutions.json')).toBe(
    false,
  )
})

test('an option that npm kept to itself is not passed over', async () => {
  const clone = newClone()
  const { exitCode, stderr } = await clone.setup(identity, [], { npm_config_print: 'true' })

  expect(exitCode).toBe(2)
  expect(stderr).toContain('npm run setup -- --print')
  expect(clone.has('.env.local')).toBe(false)
})

test('help teaches every environment and every option', async () => {
  const { exitCode, stdout } = await newClone().setup(['--help'])

  expect(exitCode).toBe(0)
  for (const name of ['sandbox', 'garden', 'identity', 'own'])
    expect(stdout).toContain(`  ${name} `)
  for (const flag of ['app-url', 'client-secret-file', 'yes', 'print', 'replace']) {
    expect(stdout).toContain(`  --${flag} `)
  }
})

/** Where a configuration leads, without its secrets. */
function aims({ env }: Pick<Clone, 'env'>) {
  const { appUrl, issuer, clientId, clientAuth, apiUrl, institutions } = env()
  const { scope, institutionZeroId, institutionDirectory, environmentLabel } = env()
  return {
    appUrl,
    issuer,
    clientId,
    clientAuth,
    apiUrl,
    institutions,
    scope,
    institutionZeroId,
    institutionDirectory,
    environmentLabel,
  }
}

function said({ stdout, stderr }: { stdout: string; stderr: string }): string {
  return stdout + stderr
}

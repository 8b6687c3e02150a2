import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { examine, newFolder, runDoctor, writeSecret } from './doctor-client.ts'
import { finding } from './doctor-server.ts'

// What the doctor finds in a configuration by itself: no server is called.

const folder = newFolder()

function variables(changes: Record<string, string> = {}) {
  return {
    APP_URL: 'https://app.bank.test',
    SESSION_SECRET: 's'.repeat(32),
    SESSION_FILE: join(folder, 'sessions.db'),
    OIDC_ISSUER: 'https://login.bank.test/a/oidc-provider/api/v0',
    OIDC_CLIENT_ID: 'foyer',
    OIDC_CLIENT_SECRET: 'a-secret-of-good-length',
    API_URL: 'https://api.bank.test',
    ...changes,
  }
}

type Expected = [check: string, status: 'fault' | 'warning', what: RegExp]

async function expectFindings(changes: Record<string, string>, expected: readonly Expected[]) {
  const { of, exitCode } = await examine(variables(changes), '--offline')
  for (const [check, status, what] of expected) {
    expect(of(check)).toContainEqual(finding(status, what))
  }
  expect(exitCode).toBe(expected.some(([, status]) => status === 'fault') ? 1 : 0)
}

test('a sound configuration has nothing to find, and names the addresses to register', async () => {
  const { of, report, exitCode } = await examine(variables(), '--offline')

  expect(report.summary).toMatchObject({ warnings: 0, faults: 0 })
  expect(exitCode).toBe(0)
  const [{ what, why } = { what: '', why: '' }] = of('redirect-uri')
  expect(what).toContain('https://app.bank.test/auth/callback')
  expect(what).toContain('https://app.bank.test/signed-out')
  expect(why).toContain('https://app.bank.test/auth/callback/,')
})

test('every fault that stops the start is told, with a reason and a remedy', async () => {
  await expectFindings(
    {
      APP_URL: 'app.bank.test',
      PORT: 'eighty',
      SESSION_SECRET: 'short',
      SESSION_IDLE_SECONDS: '20m',
      OIDC_ISSUER: 'http://login.bank.test',
      OIDC_CLIENT_SECRET: '',
      OIDC_SCOPE: 'profile',
      API_URL: '',
      LOG_LEVEL: 'loud',
    },
    [
      ['variables', 'fault', /^APP_URL .*no https:\/\/ in front/],
      ['variables', 'fault', /^PORT/],
      ['variables', 'fault', /^SESSION_SECRET/],
      ['variables', 'fault', /^SESSION_IDLE_SECONDS/],
      ['variables', 'fault', /^OIDC_ISSUER .*plain http to another machine/],
      ['variables', 'fault', /^OIDC_CLIENT_SECRET or OIDC_CLIENT_KEYS/],
      ['variables', 'fault', /^OIDC_SCOPE/],
      ['variables', 'fault', /^API_URL .*not set/],
      ['variables', 'fault', /^LOG_LEVEL/],
    ],
  )
})

test('a fault that spoils nothing else leaves the rest to be examined', async () => {
  const { of } = await examine(variables({ SESSION_SECRET: '', LOG_LEVEL: 'loud' }), '--offline')

  expect(of('variables').map(({ subject }) => subject)).toEqual(['SESSION_SECRET', 'LOG_LEVEL'])
  expect(of('redirect-uri')[0]?.status).toBe('ok')
})

test('values that were copied with marks, misspelt, or are of an example are told', async () => {
  await expectFindings(
    {
      OIDC_CLIENT_ID: '<client-id>',
      OIDC_CLIENT_SECRET: '"a-secret-of-good-length"',
      INSTITUTION_ZERO_ID: '{institutionId}',
      ENVIRONMENT_LABEL: '[label]',
      OIDC_CLIENT_ATUH: 'client_secret_basic',
      API_URL: 'https://api.example.com',
    },
    [
      ['placeholders', 'fault', /OIDC_CLIENT_ID has brackets/],
      ['placeholders', 'fault', /INSTITUTION_ZERO_ID has brackets/],
      ['placeholders', 'fault', /ENVIRONMENT_LABEL has brackets/],
      ['placeholders', 'fault', /OIDC_CLIENT_SECRET has quotes/],
      ['placeholders', 'warning', /API_URL looks like/],
      ['variables', 'warning', /nobody reads OIDC_CLIENT_ATUH/],
    ],
  )
})

test('addresses that have moved, and environments that are mixed, are told', async () => {
  await expectFindings(
    { OIDC_ISSUER: 'https://banno.com/a/oidc-provider/api/v0', API_URL: 'https://api.uat.test' },
    [
      ['hosts', 'warning', /is at banno\.com/],
      ['hosts', 'warning', /several environments/],
    ],
  )
  await expectFindings({ OIDC_ISSUER: 'https://www.banno.com/a/consumer/api/oidc' }, [
    ['hosts', 'fault', /before version 0/],
  ])
})

test('the usual ways in which a redirect URI differs are told', async () => {
  await expectFindings({ APP_URL: 'http://LocalHost:4000/', PORT: '3000' }, [
    ['redirect-uri', 'warning', /the app sends http:\/\/localhost:4000/],
    ['redirect-uri', 'warning', /has port 4000, and the app listens on 3000/],
    ['redirect-uri', 'warning', /is this machine, and the server is elsewhere/],
  ])
})

test('what consumer banking needs is told', async () => {
  const auth = 'https://api.banno.com/consumer/auth'
  const claim = 'https://api.banno.com/consumer/claim'
  const bank = {
    ...{ institutionId: 'quince', name: 'Quince Street Bank', clientId: 'quince' },
    ...{ issuer: 'https://quince.test/a/consumer/api/v0/oidc', apiUrl: 'https://other.test' },
    ...{ api: 'consumer', clientSecretEnv: 'QUINCE_SECRET' },
    scope: `openid offline_access ${auth}/transactions.detail.readonly ${claim}/masked_accounts`,
    institutionClaim: `${claim}/institution_id`,
    claims: { id_token: { [`${claim}/customer_identifier`]: null } },
  }
  const INSTITUTIONS_FILE = writeSecret(folder, 'banks.json', JSON.stringify([bank]))

  await expectFindings({ INSTITUTIONS_FILE, QUINCE_SECRET: 'another-secret-of-good-length' }, [
    ['refresh', 'warning', /wants https:\/\/api\.banno\.com\/consumer\/auth\/offline_access/],
    ['consumer-data', 'warning', /does not ask for \S+accounts\.readonly/],
    ['consumer-data', 'fault', /masked_accounts, which is a claim/],
    ['consumer-data', 'fault', /the claim that names the institution is not asked for/],
    ['consumer-data', 'warning', /customer_identifier is a restricted claim/],
    ['hosts', 'warning', /the API is at other\.test/],
  ])
})

test('files with secrets that others may read, and keys that are at odds, are told', async () => {
  const open = writeSecret(folder, 'secret', 'too-short')
  chmodSync(open, 0o644)

  await expectFindings({ OIDC_CLIENT_SECRET: '', OIDC_CLIENT_SECRET_FILE: open }, [
    ['secret-files', 'warning', /may be read by others \(mode 644\)/],
    ['keys', 'warning', /shorter than 16/],
  ])
})

test('every file with a secret is looked at, those that institutions name among them', async () => {
  const redis = writeSecret(folder, 'redis', 'redis://:a-password@127.0.0.1')
  const bank = writeSecret(folder, 'bank', 'another-secret-of-good-length')
  for (const file of [redis, bank]) chmodSync(file, 0o644)
  const entry = { institutionId: 'quince', name: 'Quince Street Bank', clientSecretEnv: 'QUINCE' }
  const INSTITUTIONS_FILE = writeSecret(folder, 'named.json', JSON.stringify([entry]))
  chmodSync(INSTITUTIONS_FILE, 0o644)

  const { of } = await examine(
    variables({ INSTITUTIONS_FILE, REDIS_URL_FILE: redis, QUINCE_FILE: bank }),
    '--offline',
  )

  expect(of('secret-files').map(({ what }) => what)).toEqual([
    expect.stringContaining(redis),
    expect.stringContaining(bank),
  ])
})

test('a place where sessions cannot be kept is told, and nothing is made', async () => {
  const file = join(folder, 'in-the-way')
  writeFileSync(file, 'something else than a session file')

  await expectFindings({ SESSION_FILE: join(file, 'sessions.db') }, [
    ['store', 'fault', /cannot be made/],
  ])
  await expectFindings({ SESSION_FILE: file }, [['store', 'warning', /something else/]])
  expect(existsSync(join(folder, 'sessions.db'))).toBe(false)
})

test('without .env.local and variables, the first step is told', async () => {
  const { exitCode, stdout } = await runDoctor({}, '--offline', '--json')

  expect(exitCode).toBe(1)
  if (!existsSync('.env.local')) expect(stdout).toContain('npm run setup')
})

import { afterEach, expect, test } from 'vitest'
import { examine, newFolder, startKeyServer, writeSecret } from './doctor-client.ts'
import { finding, json, metadataPath, page, redirect, startServer } from './doctor-server.ts'

// The doctor at servers whose metadata says what the sandbox's would not.

const ended: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(ended.splice(0).map((end) => end()))
})

async function at(...how: Parameters<typeof startServer>) {
  const started = await startServer(...how)
  ended.push(started.issuer.close)
  return started
}

test('nothing is wrong with a server that behaves well', async () => {
  const { variables } = await at()

  const { report, exitCode } = await examine(variables)

  expect(report.summary).toMatchObject({ warnings: 0, faults: 0 })
  expect(exitCode).toBe(0)
})

test.each([
  [{}, /does not say that it tells/, /until the session ends/],
  [
    { backchannel_logout_supported: true },
    /register exactly http.*\/auth\/backchannel-logout /,
    /people/,
  ],
  [
    { backchannel_logout_supported: true, backchannel_logout_session_supported: true },
    /register exactly http.*\/auth\/backchannel-logout /,
    /^$/,
  ],
])('with %o it is said what comes of a sign-out elsewhere', async (metadata, what, why) => {
  const { variables } = await at(metadata)

  const { of } = await examine(variables)

  const [, elsewhere] = of('sign-out')
  expect(elsewhere).toMatchObject({ status: 'ok', what: expect.stringMatching(what) })
  expect(elsewhere?.why ?? '').toMatch(why)
})

type Expected = [check: string, status: 'fault' | 'warning', what: RegExp]

test.each<[string, Record<string, unknown>, Expected[]]>([
  [
    'says little',
    {
      code_challenge_methods_supported: undefined,
      token_endpoint_auth_methods_supported: undefined,
      grant_types_supported: ['authorization_code'],
      end_session_endpoint: undefined,
      revocation_endpoint: undefined,
    },
    [
      ['sign-in-support', 'warning', /does not say that it supports PKCE/],
      ['sign-in-support', 'warning', /refresh_token/],
      ['client-authentication', 'warning', /client_secret_post/],
      ['sign-out', 'warning', /end_session_endpoint/],
      ['sign-out', 'warning', /revocation_endpoint/],
    ],
  ],
  [
    'supports something else',
    {
      issuer: 'https://another.test',
      response_types_supported: ['id_token'],
      grant_types_supported: ['client_credentials'],
      code_challenge_methods_supported: ['plain'],
      id_token_signing_alg_values_supported: ['HS256', 'none'],
      token_endpoint_auth_methods_supported: ['client_secret_basic'],
      scopes_supported: ['http://jackhenry.com/account-services/accounts.read'],
    },
    [
      ['issuer-name', 'fault', /another host/],
      ['sign-in-support', 'fault', /response type code/],
      ['sign-in-support', 'fault', /authorization_code/],
      ['sign-in-support', 'fault', /S256/],
      ['id-token', 'fault', /no algorithm/],
      ['client-authentication', 'fault', /client_secret_post/],
      ['scopes', 'fault', /it lists "http:/],
    ],
  ],
  [
    'has endpoints that are not safe',
    {
      token_endpoint: 'http://tokens.test/token',
      authorization_endpoint: 'javascript:alert(1)',
      jwks_uri: undefined,
    },
    [
      ['endpoints', 'fault', /token_endpoint is not a secure/],
      ['endpoints', 'fault', /authorization_endpoint is not a secure/],
      ['endpoints', 'fault', /lacks jwks_uri/],
    ],
  ],
  [
    'signs with a key that it does not show',
    { id_token_signing_alg_values_supported: ['RS256'] },
    [['id-token', 'fault', /no key for RS256/]],
  ],
])('a server that %s is told', async (_what, metadata, expected) => {
  const { variables } = await at(metadata)

  const { of, exitCode } = await examine(variables)

  for (const [check, status, what] of expected) {
    expect(of(check)).toContainEqual(finding(status, what))
  }
  expect(exitCode).toBe(expected.some(([, status]) => status === 'fault') ? 1 : 0)
})

test.each([
  ['has a page where the metadata should be', page(200, 'Welcome'), /answered no metadata/],
  ['answers with an error', json(503, {}), /answered 503/],
  ['sends elsewhere', redirect('/'), /redirect/],
] as const)('a server that %s is told', async (_what, answer, what) => {
  const { variables } = await at({}, { [metadataPath]: answer })

  const { of, exitCode } = await examine(variables)

  expect(of('discovery')).toContainEqual(finding('fault', what))
  expect(exitCode).toBe(1)
})

test('a server that is not there is told', async () => {
  const { issuer, variables } = await at()
  await issuer.close()

  const { of } = await examine(variables)

  expect(of('discovery')).toContainEqual(finding('fault', /could not be reached \(ECONNREFUSED\)/))
})

test('a clock that is off is told, and how far', async () => {
  const seconds = [-120, 15, 2]
  const servers = await Promise.all(seconds.map(startWithClock))

  const examined = await Promise.all(servers.map(({ variables }) => examine(variables)))
  const [late, early, right] = examined.map(({ of }) => of('clock')[0])

  expect(late).toEqual(finding('fault', /this clock is (119|120|121) s ahead of/))
  expect(early).toEqual(finding('warning', /this clock is (14|15|16) s behind/))
  expect(right).toMatchObject({ status: 'ok' })
})

async function startWithClock(seconds: number) {
  const server = await at()
  const { url } = server.issuer
  server.issuer.script.answer = {
    [metadataPath]: (_request, response) => {
      response.setHeader('date', new Date(Date.now() + seconds * 1000).toUTCString())
      json(200, {
        issuer: url,
        authorization_endpoint: `${url}/auth`,
        token_endpoint: `${url}/token`,
        jwks_uri: `${url}/jwks`,
      })(response)
    },
  }
  return server
}

test('of several issuers, each must say whose its answers are', async () => {
  const { variables } = await at()
  const { issuer: other } = await at({ authorization_response_iss_parameter_supported: false })
  const entry = {
    ...{ institutionId: 'b', name: 'Bank B', issuer: other.url, clientId: 'b' },
    clientSecretEnv: 'B_SECRET',
  }
  const B_SECRET = 'a-secret-of-good-length'
  const INSTITUTIONS_FILE = writeSecret(newFolder(), 'banks.json', JSON.stringify([entry]))

  const { of } = await examine({ ...variables, INSTITUTIONS_FILE, B_SECRET })

  expect(of('discovery')).toHaveLength(2)
  expect(of('sign-in-support')).toMatchObject([
    { status: 'ok' },
    { status: 'fault', subject: other.url, what: expect.stringContaining('iss') },
  ])
})

test('a key with an algorithm that the server does not take is told', async () => {
  const { variables } = await at({ token_endpoint_auth_signing_alg_values_supported: ['RS256'] })
  const app = await startKeyServer()
  ended.push(app.stop)

  const { of } = await examine({ ...variables, ...app.clientEnv })

  expect(of('client-authentication')).toContainEqual(finding('fault', /ES256/))
  expect(of('keys')).toContainEqual(finding('warning', /not in a file/))
})

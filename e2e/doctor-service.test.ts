import { afterEach, expect, test } from 'vitest'
import { examine, newFolder, startKeyServer, writeSecret } from './doctor-client.ts'
import { finding, json, startServer } from './doctor-server.ts'

// The doctor at a server that knows a service account.

const ended: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(ended.splice(0).map((end) => end()))
})

const scope = 'https://jackhenry.com/consumer-user-search'
const claims = (institutionId: string) =>
  Buffer.from(JSON.stringify({ institutionId })).toString('base64url')
const token = `eyJhbGciOiJFUzI1NiJ9.${claims('larkspur')}.CANARYsignature`
const granted = { access_token: token, token_type: 'Bearer', expires_in: 600, scope }

const own: object = {
  ...{ institutionId: 'larkspur', name: 'Larkspur Bank' },
  service: { clientId: 'service-larkspur' },
}

/** Examines a service client whose token request is answered so. */
async function examineService(status: number, answer: object, entries = [own], clientId = '') {
  const { issuer, variables } = await startServer({ scopes_supported: undefined })
  const app = await startKeyServer()
  ended.push(issuer.close, app.stop)
  issuer.script.answer = {
    '/token': (_request, response) => {
      const isService = issuer.calls.at(-1)?.body.get('grant_type') === 'client_credentials'
      json(isService ? status : 400, isService ? answer : { error: 'invalid_grant' })(response)
    },
  }
  const folder = newFolder()
  const examined = await examine({
    ...{ ...variables, APP_URL: app.url, PORT: String(app.port) },
    INSTITUTIONS_FILE: writeSecret(folder, 'banks.json', JSON.stringify(entries)),
    SERVICE_CLIENT_KEYS_FILE: writeSecret(folder, 'keys.json', JSON.stringify(app.jwk)),
    SERVICE_SCOPE: scope,
    SERVICE_CLIENT_ID: clientId,
  })
  return { ...examined, issuer, app }
}

test('a service account that is given a token is fine, and the token is not shown', async () => {
  const { of, output, issuer, exitCode } = await examineService(200, granted)

  expect(of('service-client')).toMatchObject([
    { status: 'ok', what: expect.stringMatching(/^client service-larkspur: a token for 600 s/) },
  ])
  expect(of('published-keys')).toMatchObject([{ status: 'ok' }])
  expect(exitCode).toBe(0)
  expect(output).not.toContain('CANARY')
  // Nothing was done with it.
  expect(issuer.calls.filter(({ path }) => path.startsWith('/api'))).toEqual([])
})

test.each([
  ['is not believed', 401, { error: 'invalid_client' }, 'fault', /invalid_client/],
  ['may not have the scope', 400, { error: 'invalid_scope' }, 'fault', /invalid_scope/],
  ['is no service account', 400, { error: 'unauthorized_client' }, 'fault', /unauthorized_client/],
  ['gets less than it asked for', 200, { ...granted, scope: 'other' }, 'warning', /without https:/],
  [
    'is of another institution',
    200,
    { ...granted, access_token: token.replace(claims('larkspur'), claims('juniper')) },
    'fault',
    /another institution than larkspur/,
  ],
] as const)('a service account that %s is told', async (_what, status, answer, kind, what) => {
  const { of, exitCode } = await examineService(status, answer)

  expect(of('service-client')).toContainEqual(finding(kind, what))
  expect(exitCode).toBe(kind === 'fault' ? 1 : 0)
})

test('a service account of one institution that shall serve several is told', async () => {
  const sharing = ['larkspur', 'juniper', 'harbor'].map((id) => ({ institutionId: id, name: id }))
  const { of } = await examineService(200, granted, sharing, 'service-larkspur')

  expect(of('service-client')).toMatchObject([
    { status: 'warning', what: expect.stringMatching(/for one institution.* 2 of 3 /) },
  ])
})

test('a service account that names no institution may serve several', async () => {
  const sharing = ['larkspur', 'juniper'].map((id) => ({ institutionId: id, name: id }))
  const opaque = { ...granted, access_token: 'CANARYopaque' }
  const { of } = await examineService(200, opaque, sharing, 'service-of-all')

  expect(of('service-client')).toMatchObject([{ status: 'ok' }])
})

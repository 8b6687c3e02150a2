import type { ServerResponse } from 'node:http'
import { expect, test } from '@playwright/test'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import { logLines } from './log-lines.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// Servers that say or do what the sandbox would not: what the service account makes of them.

const canary = 'CANARY9c04e7d1'
const usersOf = (institutionId: string) =>
  `/api/a/consumer-user-search/api/v0/institutions/${institutionId}/users`
const users = usersOf('larkspur')
const addressOf = (institutionId: string) => `/service?institutionId=${institutionId}`
const address = addressOf('larkspur')

let issuer: ScriptedIssuer
let app: App
let browser: Browser
let privatePart: string
/** Every token that the service account was given. */
const tokens: string[] = []

test.beforeAll(async () => {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = await exportJWK(privateKey)
  privatePart = jwk.d ?? ''
  issuer = await startScriptedIssuer(canary)
  app = await startApp({
    env: {
      ...issuer.clientEnv,
      SERVICE_CLIENT_ID: 'foyer-service',
      SERVICE_CLIENT_KEYS: JSON.stringify({ ...jwk, alg: 'ES256' }),
      LOG_LEVEL: 'debug',
    },
  })
  browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  await browser.open('/auth/authorize?institutionId=larkspur')
  await browser.open('/auth/authorize?institutionId=juniper')
})
test.afterAll(async () => {
  await Promise.all([app.stop(), issuer.close()])
})
test.beforeEach(() => {
  issuer.reset()
  tokens.length = 0
})

function json(response: ServerResponse, status: number, body: unknown, headers = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers })
  response.end(JSON.stringify(body))
}

/** A token for the service account at each request, so short that none is used twice. */
async function grant(response: ServerResponse, claims: Record<string, unknown> = {}) {
  const now = Math.floor(Date.now() / 1000)
  const token = await new SignJWT({ iss: issuer.url, exp: now + 600, n: tokens.length, ...claims })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .sign(issuer.privateKey)
  tokens.push(token)
  issuer.secrets.add(token)
  json(response, 200, { access_token: token, token_type: 'Bearer', expires_in: 0.001 })
}

const user = { userId: 'u-1', userActive: true, firstName: 'Wren', lastName: 'Baker' }
const someUsers = (response: ServerResponse) =>
  json(response, 200, { users: [user], totalCount: 1 })

/** What the token endpoint and the user search do from now on; else what they should. */
function answer(token: typeof grant | null, search: (response: ServerResponse) => void): void {
  issuer.script.answer = {
    '/token': (_request, response) => void (token ?? grant)(response),
    [users]: (_request, response) => search(response),
    [usersOf('juniper')]: (_request, response) => search(response),
  }
}

const show = async () => (await browser.open(address)).body
/** An institution for which nothing was granted so far: a token that lives would still be used. */
const showJuniper = async () => (await browser.open(addressOf('juniper'))).body

test('the request for a token has what the document lists, and the call has that token', async () => {
  answer(null, someUsers)
  expect(await show()).toContain('Wren Baker')

  const [request] = issuer.callsTo('/token')
  expect(Object.fromEntries(request?.body ?? [])).toEqual({
    grant_type: 'client_credentials',
    client_id: 'foyer-service',
    scope: 'https://jackhenry.com/consumer-user-search',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: expect.any(String),
  })
  expect(issuer.callsTo(users).map(({ authorization }) => authorization)).toEqual([
    `Bearer ${tokens.at(-1)}`,
  ])
})

test('a 401 leads to one fresh token and one retry', async () => {
  let calls = 0
  answer(null, (response) => (calls++ === 0 ? json(response, 401, {}) : someUsers(response)))

  expect(await show()).toContain('Wren Baker')
  const used = issuer.callsTo(users).map(({ authorization }) => authorization)
  expect(used).toHaveLength(2)
  expect(used[0]).not.toBe(used[1])
})

test('a second 401 is an answer, and the person stays where they are', async () => {
  answer(null, (response) => json(response, 401, {}))

  expect(await show()).toContain('The data could not be fetched')
  expect(issuer.callsTo(users)).toHaveLength(2)
  answer(null, someUsers)
  expect(await show()).toContain('Wren Baker')
})

test('a missing scope is no matter of the person’s consent', async () => {
  const challenge = 'Bearer error="insufficient_scope", scope="x"'
  answer(null, (response) => json(response, 403, {}, { 'www-authenticate': challenge }))

  const page = await show()
  expect(page).toContain('The service account lacks a scope')
  expect(page).not.toContain('/auth/authorize')
  const refusal = { event: 'refusal', problem: 'missing-scope' }
  await expect.poll(() => logLines(app)).toContainEqual(expect.objectContaining(refusal))
})

test('a missing permission is told apart from it', async () => {
  answer(null, (response) => json(response, 403, {}))
  expect(await show()).toContain('The service account is not permitted to see people')
})

test('a token for another institution is thrown away, and the API never sees it', async () => {
  answer((response) => grant(response, { institutionId: 'larkspur' }), someUsers)

  const page = await showJuniper()
  expect(page).toContain('The service account is another institution')
  expect(page).not.toContain('Wren Baker')
  expect(issuer.callsTo(usersOf('juniper'))).toEqual([])
})

test('a token that says it is for this institution is good, and the page repeats it', async () => {
  answer((response) => grant(response, { institutionId: 'larkspur' }), someUsers)
  expect(await show()).toContain('(<!-- -->larkspur<!-- -->)')
})

test('a client that the server refuses asks no API', async () => {
  answer(async (response) => json(response, 401, { error: 'invalid_client' }), someUsers)

  expect(await showJuniper()).toContain('The sign-in service refused the service account')
  expect(issuer.callsTo(usersOf('juniper'))).toEqual([])
})

test('an API that sends more than was asked for makes the page no longer', async () => {
  const many = Array.from({ length: 60 }, (_, index) => ({ ...user, userId: `u-${index}` }))
  answer(null, (response) => json(response, 200, { users: many, totalCount: 60 }))

  expect((await show()).split('scope="row"').length - 1).toBe(25)
})

test('an answer of another shape is explained in place', async () => {
  answer(null, (response) => json(response, 200, { users: [{ name: 'Wren' }] }))
  expect(await show()).toContain('The data could not be fetched')
})

test('nobody who is not signed in makes the service account do anything', async () => {
  answer(null, someUsers)
  const stranger = newBrowser(app.url)
  const answered = await stranger.request(address)

  expect(answered.location).toContain('/auth/authorize')
  expect([...issuer.callsTo('/token'), ...issuer.callsTo(users)]).toEqual([])
})

test('no key, assertion or token of it reaches a browser or the log, whatever servers repeat', async () => {
  const shout = (response: ServerResponse, status: number) => {
    const text = [...issuer.secrets].join(' ')
    const headers = { 'x-request-id': text.slice(0, 90), 'www-authenticate': 'Bearer x' }
    json(response, status, { error: text, error_description: text, message: text }, headers)
  }
  answer(null, someUsers)
  await show()
  for (const status of [400, 401, 403]) {
    answer(null, (response) => shout(response, status))
    await show()
    await browser.request(address, { headers: { rsc: '1', 'sec-fetch-mode': 'cors' } })
  }
  answer(async (response) => shout(response, 400), someUsers)
  await showJuniper()

  const seen = [...browser.received, app.logs()].join('\n')
  expect(tokens.length).toBeGreaterThan(3)
  expect(app.logs()).toContain('refusal')
  for (const secret of [...issuer.secrets, ...tokens, privatePart]) {
    expect(seen).not.toContain(secret)
  }
})

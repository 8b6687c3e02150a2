import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  type App,
  authorizationRequest,
  type Browser,
  newBrowser,
  type Page,
  postAsApp,
  postForm,
  readScope,
  type Sandbox,
  signInScope,
  startApp,
  startSandbox,
  type TokenAnswer,
  writeScope,
} from './sandbox-client.ts'

const larkspur = '5d1f3c9a-2b64-4e0a-9c57-1a8e0c6f7b21'
const juniper = '8a6e0d47-91c3-4f5b-8d2e-63b7f01c4a95'
const harbor = 'c27b98e4-6f10-4d3a-b5a9-0e84d7f2361c'
const zero = '00000000-0000-4000-8000-000000000000'
const accountScope = `${signInScope} ${readScope}`

let app: App
let sandbox: Sandbox
let data: string

beforeAll(async () => {
  app = await startApp()
  data = await mkdtemp(join(tmpdir(), 'sandbox-'))
  sandbox = await startSandbox(app.url, { SANDBOX_DATA: data })
})

afterAll(async () => {
  await sandbox.stop()
  app.stop()
  await rm(data, { recursive: true })
})

type Ask = Record<string, string | null>

/** Opens the authorization endpoint, and signs in where a login page comes. */
async function arrive(browser: Browser, email: string, ask: Ask = {}) {
  const { url, verifier } = authorizationRequest(sandbox, app, ask)
  let page = await browser.open(url)
  if (isAt(page, 'login')) page = await browser.submit(page, { email, password: 'sandbox' })
  return { page, verifier, url }
}

/** The whole front channel: signed in, allowed, and back at the app. */
async function authorize(browser: Browser, email: string, ask: Ask = {}) {
  const arrived = await arrive(browser, email, ask)
  const { page } = arrived
  const last = isAt(page, 'consent') ? await browser.submit(page, { answer: 'allow' }) : page
  expect(last.url.origin).toBe(app.url)
  return { ...arrived, answer: last.url.searchParams }
}

async function grantFor(
  email: string,
  ask: Ask = {},
  browser: Browser = newBrowser(sandbox.origin),
): Promise<TokenAnswer> {
  const { answer, verifier } = await authorize(browser, email, ask)
  const tokens = await exchange(answer.get('code') ?? '', verifier)
  expect(tokens.status).toBe(200)
  return tokens
}

function exchange(code: string, verifier: string): Promise<TokenAnswer> {
  return postAsApp(sandbox, app, sandbox.tokenEndpoint, {
    grant_type: 'authorization_code',
    code,
    code_verifier: verifier,
    redirect_uri: app.redirectUri,
  })
}

function refresh(token: string): Promise<TokenAnswer> {
  return postAsApp(sandbox, app, sandbox.tokenEndpoint, {
    grant_type: 'refresh_token',
    refresh_token: token,
  })
}

function isAt({ url }: Page, section: string): boolean {
  return url.origin === sandbox.origin && url.pathname.startsWith(`/${section}/`)
}

function api(accessToken: string, path: string, init: RequestInit = {}): Promise<Response> {
  const headers = {
    authorization: `Bearer ${accessToken}`,
    'content-type': 'application/json',
    ...init.headers,
  }
  return fetch(`${sandbox.api}${path}`, { ...init, headers })
}

/** The path of somebody's accounts at the institution of a token. */
function accounts({ access_token }: TokenAnswer, institutionId?: string): string {
  const claims = decodeJwt(access_token)
  return `/${institutionId ?? claims.institutionId}/enterprise/${claims.sub}/accounts`
}

function inquire(tokens: TokenAnswer, body: unknown = {}): Promise<Response> {
  const path = `${accounts(tokens)}/inquiry`
  return api(tokens.access_token, path, { method: 'POST', body: JSON.stringify(body) })
}

test('a sign-in brings an ID token that says who it is and an access token for Institution Zero', async () => {
  const { answer, verifier, url } = await authorize(newBrowser(sandbox.origin), 'ada@example.test')
  expect(answer.get('iss')).toBe(sandbox.issuer)
  expect(answer.get('state')).toBe(url.searchParams.get('state'))

  const tokens = await exchange(answer.get('code') ?? '', verifier)
  expect(tokens).toMatchObject({ status: 200, expires_in: 600, scope: signInScope })
  expect(tokens.refresh_token).toEqual(expect.any(String))

  const keys = createRemoteJWKSet(new URL(`${sandbox.issuer}/jwks`))
  const idToken = await jwtVerify(tokens.id_token, keys, {
    issuer: sandbox.issuer,
    audience: 'foyer',
    algorithms: ['ES256'],
  })
  expect(idToken.payload).toMatchObject({
    name: 'Ada Okafor',
    given_name: 'Ada',
    family_name: 'Okafor',
    email: 'ada@example.test',
    preferred_username: 'ada@example.test',
    locale: 'en-US',
    zoneinfo: 'America/Chicago',
    nonce: url.searchParams.get('nonce'),
    sid: expect.any(String),
  })
  expect((idToken.payload.exp ?? 0) - (idToken.payload.iat ?? 0)).toBe(3600)

  const accessToken = await jwtVerify(tokens.access_token, keys, {
    issuer: sandbox.issuer,
    audience: sandbox.api,
    typ: 'at+jwt',
  })
  expect(accessToken.payload).toMatchObject({ institutionId: zero, sub: idToken.payload.sub })
})

test('metadata stands below the issuer and at the root of the host, and is the same', async () => {
  const path = '/.well-known/openid-configuration'
  const [below, root] = await Promise.all(
    [sandbox.issuer, sandbox.origin].map(async (base) => (await fetch(base + path)).json()),
  )
  expect(below).toEqual(root)
  expect(below).toMatchObject({
    issuer: sandbox.issuer,
    token_endpoint: sandbox.tokenEndpoint,
    authorization_response_iss_parameter_supported: true,
    code_challenge_methods_supported: ['S256'],
  })
})

test('a request without PKCE is refused', async () => {
  const without = { code_challenge: null, code_challenge_method: null }
  const { page } = await arrive(newBrowser(sandbox.origin), 'ada@example.test', without)
  expect(page.url.searchParams.get('error')).toBe('invalid_request')
  expect(page.url.searchParams.get('error_description')).toContain('PKCE')
  expect(page.url.searchParams.get('iss')).toBe(sandbox.issuer)
})

test('a code is worth nothing with another verifier', async () => {
  const { answer } = await authorize(newBrowser(sandbox.origin), 'ada@example.test')
  const refused = await exchange(answer.get('code') ?? '', 'x'.repeat(43))
  expect(refused).toMatchObject({ status: 400, error: 'invalid_grant' })
})

test.each(['/', '?a=b', '#'])(
  'a redirect address with %s at its end is not the registered one',
  async (end) => {
    const wrong = { redirect_uri: `${app.redirectUri}${end}` }
    const { page } = await arrive(newBrowser(sandbox.origin), 'ada@example.test', wrong)
    expect(page).toMatchObject({ status: 400 })
    expect(page.url.origin).toBe(sandbox.origin)
    expect(page.body).toContain('invalid_redirect_uri')
  },
)

const seconds = () => Math.floor(Date.now() / 1000)

test.each([
  ['made for the issuer', () => ({ aud: sandbox.issuer })],
  ['made for two audiences', () => ({ aud: [sandbox.tokenEndpoint, sandbox.issuer] })],
  ['valid for longer than 300 seconds', () => ({ exp: seconds() + 305 })],
  ['with an expiry in milliseconds', () => ({ exp: Date.now() + 60_000 })],
  ['that is over', () => ({ exp: seconds() - 30 })],
  ['without an id', () => ({ jti: undefined })],
  ['of another issuer', () => ({ iss: 'foyer-secret-post' })],
])('a client assertion %s is refused', async (_what, changes) => {
  const assertion = await app.assertion(sandbox.tokenEndpoint, changes())
  expect(await proveWith(assertion)).toMatchObject({ status: 401, error: 'invalid_client' })
})

test.each([
  ['for the token endpoint', () => ({})],
  ['for the token endpoint alone in a list', () => ({ aud: [sandbox.tokenEndpoint] })],
  ['for 300 seconds', () => ({ exp: seconds() + 300 })],
])('a client assertion %s is taken, once', async (_what, changes) => {
  const assertion = await app.assertion(sandbox.tokenEndpoint, changes())
  // The client is believed: what is wrong now is the refresh token it made up.
  expect(await proveWith(assertion)).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await proveWith(assertion)).toMatchObject({ status: 401, error: 'invalid_client' })
})

function proveWith(assertion: string): Promise<TokenAnswer> {
  return postForm(sandbox.tokenEndpoint, {
    grant_type: 'refresh_token',
    refresh_token: 'made up',
    client_id: 'foyer',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
}

test.each(['foyer-secret-post', 'foyer-secret-basic'])(
  '%s proves itself with its secret only',
  async (clientId) => {
    const kept: Record<string, string> = JSON.parse(
      await readFile(join(data, 'clients.json'), 'utf8'),
    )
    const prove = (secret: string) => {
      const form = { grant_type: 'refresh_token', refresh_token: 'made up' }
      const basic = Buffer.from(`${clientId}:${secret}`).toString('base64')
      return clientId === 'foyer-secret-post'
        ? postForm(sandbox.tokenEndpoint, { ...form, client_id: clientId, client_secret: secret })
        : postForm(sandbox.tokenEndpoint, form, { authorization: `Basic ${basic}` })
    }
    expect(await prove(kept[clientId] ?? '')).toMatchObject({ status: 400, error: 'invalid_grant' })
    expect(await prove('wrong')).toMatchObject({ status: 401, error: 'invalid_client' })
  },
)

test('a refresh token is rotated, keeps the institution, and used twice it ends the grant', async () => {
  const before = await sandbox.requests()
  const first = await grantFor('ada@example.test', { institutionId: juniper, scope: accountScope })
  const second = await refresh(first.refresh_token)
  expect(second.status).toBe(200)
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(decodeJwt(second.access_token)).toMatchObject({ institutionId: juniper })
  expect(second.scope).toBe(first.scope)
  expect((await inquire(second)).status).toBe(200)

  expect(await refresh(first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await refresh(second.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' })
  const refused = await inquire(second)
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')

  const { counts } = await sandbox.requests()
  const refreshes = (all: Record<string, number>) => all['token:refresh_token'] ?? 0
  expect(refreshes(counts) - refreshes(before.counts)).toBe(3)
})

test('a refresh token used twice at once brings one answer at most, and ends the grant', async () => {
  const first = await grantFor('ada@example.test', { institutionId: juniper, scope: accountScope })
  const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(first.refresh_token)))
  const good = answers.filter(({ status }) => status === 200)
  expect(good.length).toBeLessThan(2)
  for (const tokens of good) {
    expect(await refresh(tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect((await inquire(tokens)).status).toBe(401)
  }
  expect((await inquire(first)).status).toBe(401)
})

test('revoking a refresh token ends its access tokens, and no other grant', async () => {
  const browser = newBrowser(sandbox.origin)
  const ask = { institutionId: larkspur, scope: accountScope }
  const one = await grantFor('ada@example.test', ask, browser)
  const other = await grantFor('ada@example.test', { ...ask, institutionId: juniper }, browser)
  expect((await inquire(one)).status).toBe(200)

  const form = { token: one.refresh_token, token_type_hint: 'refresh_token' }
  const introspection = () => postAsApp(sandbox, app, `${sandbox.issuer}/token/introspection`, form)
  expect(await introspection()).toMatchObject({ active: true })
  const revoked = await postAsApp(sandbox, app, `${sandbox.issuer}/token/revocation`, form)
  expect(revoked.status).toBe(200)

  expect(await introspection()).toMatchObject({ active: false })
  expect((await inquire(one)).status).toBe(401)
  expect((await inquire(other)).status).toBe(200)
})

test.each([
  ['an institution of others', 'ben@example.test', juniper],
  ['an institution that does not exist', 'ada@example.test', randomUUID()],
  ['an institution for somebody who has none', 'noor@example.test', larkspur],
])('%s is refused after the sign-in', async (_what, email, institutionId) => {
  const { page } = await arrive(newBrowser(sandbox.origin), email, { institutionId })
  expect(page.url.origin).toBe(app.url)
  expect(page.url.searchParams.get('error')).toBe('access_denied')
  expect(page.url.searchParams.get('error_description')).toContain('not a member')
})

test('without a page nobody can be asked: prompt=none says what is missing', async () => {
  const browser = newBrowser(sandbox.origin)
  const silent = { prompt: 'none' }
  const errorOf = async (ask: Ask) =>
    (await arrive(browser, 'ada@example.test', ask)).page.url.searchParams.get('error')

  expect(await errorOf(silent)).toBe('login_required')
  await authorize(browser, 'ada@example.test')
  expect(await errorOf(silent)).toBe(null)
  expect(await errorOf({ ...silent, institutionId: larkspur })).toBe('consent_required')
  expect(await errorOf({ ...silent, institutionId: randomUUID() })).toBe('access_denied')
})

test('prompt=login lets another person in, whose consents are their own', async () => {
  const browser = newBrowser(sandbox.origin)
  const ada = await grantFor('ada@example.test', {}, browser)
  const ben = await grantFor('ben@example.test', { prompt: 'login' }, browser)
  expect(decodeJwt(ben.id_token)).toMatchObject({ name: 'Ben Lindqvist' })
  expect(decodeJwt(ben.id_token).sid).not.toBe(decodeJwt(ada.id_token).sid)

  const { page } = await arrive(browser, 'nobody', { institutionId: larkspur })
  expect(page.body).toContain('Ben Lindqvist')
})

test('a login hint fills in the e-mail, as text', async () => {
  const browser = newBrowser(sandbox.origin)
  const hint = { login_hint: '"><script>alert(1)</script>ada@example.test' }
  const page = await browser.open(authorizationRequest(sandbox, app, hint).url)
  expect(page.body).toContain(
    'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;ada@example.test"',
  )
})

test('wrong passwords are answered alike, and the sixth is not looked at', async () => {
  const browser = newBrowser(sandbox.origin)
  const page = await browser.open(authorizationRequest(sandbox, app).url)
  const attempts = ['ada', 'nobody', 'ada', 'leo', 'ada'].map((name) => `${name}@example.test`)
  for (const email of attempts) {
    const refused = await browser.submit(page, { email, password: 'wrong' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('E-mail or password is wrong')
    expect(refused.body).toContain(`value="${email}"`)
  }
  const right = { email: 'ada@example.test', password: 'sandbox' }
  expect(await browser.submit(page, right)).toMatchObject({ status: 429 })
})

test('a locked account says so, to who knows its password', async () => {
  const { page } = await arrive(newBrowser(sandbox.origin), 'leo@example.test')
  expect(isAt(page, 'login')).toBe(true)
  expect(page.body).toContain('locked')
})

test('a second factor is asked for, and a wrong code does not pass', async () => {
  const browser = newBrowser(sandbox.origin)
  const { page } = await arrive(browser, 'mei@example.test')
  expect(page.body).toContain('Enter your code')

  const wrong = await browser.submit(page, { code: '000000' })
  expect(wrong.body).toContain('The code is wrong')
  const right = await browser.submit(page, { code: '246 810' })
  expect(isAt(right, 'consent')).toBe(true)
})

test('a form of another site, and a page of another browser, change nothing', async () => {
  const browser = newBrowser(sandbox.origin)
  const page = await browser.open(authorizationRequest(sandbox, app).url)
  const fields = { email: 'ada@example.test', password: 'sandbox' }

  const foreign = await browser.submit(page, fields, { origin: 'http://evil.test' })
  expect(foreign.status).toBe(403)
  const stolen = await newBrowser(sandbox.origin).submit(page, fields)
  expect(stolen.status).toBe(400)
  // Not even with the right cookie, which a browser would not send there.
  const [name = '', cookie] = [...browser.jar].find(([key]) => key.endsWith('-interaction')) ?? []
  const [nameOfSignature = '', signature] =
    [...browser.jar].find(([key]) => key.endsWith('-interaction.sig')) ?? []
  const copy = newBrowser(sandbox.origin)
  copy.jar.set(name, { value: cookie?.value ?? '', path: '/' })
  copy.jar.set(nameOfSignature, { value: signature?.value ?? '', path: '/' })
  for (const path of [`/login/${randomUUID()}`, page.url.pathname.replace('login', 'consent')]) {
    expect(await copy.open(sandbox.origin + path)).toMatchObject({ status: 400 })
  }
  expect(await copy.open(page.url)).toMatchObject({ status: 200 })
  const own = await browser.submit(page, fields, { origin: sandbox.origin })
  expect(isAt(own, 'consent')).toBe(true)
})

test('signing out asks first, returns to a registered address only, and ends the session', async () => {
  const browser = newBrowser(sandbox.origin)
  await authorize(browser, 'ada@example.test')
  const end = (changes: Record<string, string> = {}) => {
    const query = { client_id: 'foyer', post_logout_redirect_uri: app.signedOutUri, state: 's1' }
    const parameters = new URLSearchParams({ ...query, ...changes })
    return browser.open(`${sandbox.issuer}/session/end?${parameters}`)
  }
  const isSignedIn = async () => {
    const { page } = await arrive(browser, 'ada@example.test', { prompt: 'none' })
    return page.url.searchParams.get('error') !== 'login_required'
  }

  const elsewhere = await end({ post_logout_redirect_uri: `${app.signedOutUri}/` })
  expect(elsewhere).toMatchObject({ status: 400 })

  const question = await end()
  expect(question.body).toContain('<h1>Sign out?</h1>')
  expect(await isSignedIn()).toBe(true)

  const stay = await browser.submit(question, {})
  expect(stay.url.href).toBe(`${app.signedOutUri}?state=s1`)
  expect(await isSignedIn()).toBe(true)

  const ended = await browser.submit(await end(), { logout: 'yes' })
  expect(ended.url.href).toBe(`${app.signedOutUri}?state=s1`)
  expect(await isSignedIn()).toBe(false)

  expect((await end()).url.href).toBe(`${app.signedOutUri}?state=s1`)
})

test('a sign-out form without its secret ends nothing', async () => {
  const browser = newBrowser(sandbox.origin)
  await authorize(browser, 'ada@example.test')
  const question = await browser.open(`${sandbox.issuer}/session/end?client_id=foyer`)
  const forged = { ...question, body: question.body.replace(/name="xsrf" value="\w+"/, '') }
  expect(await browser.submit(forged, { logout: 'yes' })).toMatchObject({ status: 400 })
  const { page } = await arrive(browser, 'ada@example.test', { prompt: 'none' })
  expect(page.url.searchParams.get('error')).toBe(null)
})

test('the directory lists what a person may enter, to the token of Institution Zero only', async () => {
  const mei = newBrowser(sandbox.origin)
  const { page, verifier } = await arrive(mei, 'mei@example.test')
  const consent = await mei.submit(page, { code: '246810' })
  const back = await mei.submit(consent, { answer: 'allow' })
  const tokens = await exchange(back.url.searchParams.get('code') ?? '', verifier)
  const path = `/users/${decodeJwt(tokens.access_token).sub}/institutions`

  expect(await (await api(tokens.access_token, path)).json()).toEqual({
    institutions: [
      { institutionId: juniper, name: 'Juniper Credit Union' },
      { institutionId: harbor, name: 'Harbor & Vale Trust' },
    ],
  })
  expect((await api(tokens.access_token, `/users/${randomUUID()}/institutions`)).status).toBe(403)

  const ask = { institutionId: juniper, scope: accountScope }
  const { answer, verifier: second } = await authorize(mei, 'mei@example.test', ask)
  const entered = await exchange(answer.get('code') ?? '', second)
  expect((await api(entered.access_token, path)).status).toBe(403)
})

test('an inquiry finds, filters and pages, and refuses what makes no sense', async () => {
  const tokens = await grantFor('ada@example.test', {
    institutionId: larkspur,
    scope: accountScope,
  })
  const ask = async (body: unknown) => (await inquire(tokens, body)).json()

  const first = await ask({})
  expect(first.total).toBe(41)
  expect(first.accounts).toHaveLength(25)
  const rest = await ask({ offset: 25 })
  expect(rest.accounts).toHaveLength(16)
  expect(first.accounts[0]).toMatchObject({
    name: 'Operating',
    maskedNumber: '••4471',
    ledgerBalance: '12910.44',
    availableBalance: '12408.11',
  })
  const all: { ledgerBalance?: string; type: string; status: string }[] = [
    ...first.accounts,
    ...rest.accounts,
  ]
  expect(all.some(({ ledgerBalance }) => ledgerBalance === undefined)).toBe(true)
  expect(all.some(({ ledgerBalance }) => ledgerBalance?.startsWith('-'))).toBe(true)
  expect(new Set(all.map(({ type }) => type)).size).toBe(4)
  expect(new Set(all.map(({ status }) => status)).size).toBe(3)

  expect(await ask({ query: 'OVERDRAWN' })).toMatchObject({ total: 1 })
  expect(await ask({ query: '7710' })).toMatchObject({ total: 1 })
  const closed = await ask({ status: 'Closed', limit: 100 })
  expect(closed.accounts.every(({ status }: { status: string }) => status === 'Closed')).toBe(true)

  for (const body of [
    { limit: 101 },
    { limit: 0 },
    { offset: -1 },
    { status: 'Lost' },
    { q: 1 },
    [],
  ]) {
    const refused = await inquire(tokens, body)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toEqual({
      errorCode: 'INVALID_REQUEST',
      message: expect.any(String),
    })
  }
})

test('an account, its summary and its available balance agree', async () => {
  const tokens = await grantFor('ada@example.test', {
    institutionId: larkspur,
    scope: accountScope,
  })
  const get = async (path: string) => {
    const response = await api(tokens.access_token, `${accounts(tokens)}/larkspur-0001${path}`)
    expect(response.status).toBe(200)
    return response.json()
  }
  expect(await get('')).toMatchObject({ id: 'larkspur-0001', maturityDate: null, version: 1 })
  expect(await get('/account-summary')).toMatchObject({
    accountId: 'larkspur-0001',
    ledgerBalance: '12910.44',
    availableBalance: '12408.11',
    holdsTotal: '502.33',
    interestRate: expect.stringMatching(/^\d+\.\d\d$/),
  })
  expect(await get('/available-balance')).toMatchObject({
    availableBalance: '12408.11',
    currency: 'USD',
  })
})

test('a scope belongs to the app and a permission to the person: each refusal says which', async () => {
  const plain = await grantFor('ada@example.test', { institutionId: larkspur })
  const noScope = await inquire(plain)
  expect(noScope.status).toBe(403)
  expect(noScope.headers.get('www-authenticate')).toBe(
    `Bearer error="insufficient_scope", scope="${readScope}"`,
  )

  const ivy = await grantFor('ivy@example.test', { institutionId: harbor, scope: accountScope })
  const noPermission = await inquire(ivy)
  expect(noPermission.status).toBe(403)
  expect(noPermission.headers.get('www-authenticate')).toBe(null)
  expect(await noPermission.json()).toMatchObject({ errorCode: 'NOT_PERMITTED' })
})

test('a token is for one institution and one person', async () => {
  const tokens = await grantFor('ada@example.test', {
    institutionId: larkspur,
    scope: accountScope,
  })
  const first = `${accounts(tokens)}/larkspur-0001`
  expect((await api(tokens.access_token, first)).status).toBe(200)
  expect((await api(tokens.access_token, first.replace(larkspur, juniper))).status).toBe(403)
  const stranger = first.replace(/enterprise\/[^/]+/, `enterprise/${randomUUID()}`)
  expect((await api(tokens.access_token, stranger)).status).toBe(403)
})

test('a token that somebody changed, or that is none, opens nothing', async () => {
  const tokens = await grantFor('ada@example.test', {
    institutionId: larkspur,
    scope: accountScope,
  })
  const path = `${accounts(tokens)}/larkspur-0001`
  const [header, payload, signature] = tokens.access_token.split('.')
  const claims = { ...decodeJwt(tokens.access_token), institutionId: juniper }
  const changed = Buffer.from(JSON.stringify(claims)).toString('base64url')

  for (const token of [
    `${header}.${changed}.${signature}`,
    `${header}.${payload}.`,
    tokens.id_token,
    'x',
  ]) {
    expect((await api(token, path)).status).toBe(401)
  }
})

test('an access token ends when it says, while its refresh token lives on', async () => {
  const short = await startSandbox(app.url, {
    SANDBOX_DATA: data,
    SANDBOX_ACCESS_TOKEN_SECONDS: '1',
  })
  const usual = sandbox
  sandbox = short
  try {
    const tokens = await grantFor('ada@example.test', {
      institutionId: larkspur,
      scope: accountScope,
    })
    expect(tokens.expires_in).toBe(1)
    expect((await inquire(tokens)).status).toBe(200)
    await expect.poll(async () => (await inquire(tokens)).status, { timeout: 8_000 }).toBe(401)
    expect((await inquire(await refresh(tokens.refresh_token))).status).toBe(200)
  } finally {
    sandbox = usual
    await short.stop()
  }
})

test('a change names the version it was made on, and the second of two is refused', async () => {
  const scope = `${accountScope} ${writeScope}`
  const tokens = await grantFor('ada@example.test', { institutionId: juniper, scope })
  const path = `${accounts(tokens)}/juniper-0003`
  const send = (method: string, end: string, version: string | null, body: unknown) =>
    api(tokens.access_token, path + end, {
      method,
      body: JSON.stringify(body),
      headers: version === null ? {} : { 'if-match': version },
    })
  const before = await (await api(tokens.access_token, path)).json()

  expect((await send('PATCH', '', null, { name: 'Garden' })).status).toBe(428)
  const changed = await send('PATCH', '', '"1"', { name: 'Garden' })
  expect(await changed.json()).toEqual({ ...before, name: 'Garden', version: 2 })
  expect((await send('PATCH', '', '"1"', { name: 'Orchard' })).status).toBe(412)

  const whole = { ...before, name: 'Greenhouse', version: 2 }
  expect(await (await send('PUT', '', '"2"', whole)).json()).toEqual({ ...whole, version: 3 })
  const dates = await send('PATCH', '/dates', '"3"', { maturityDate: '2040-02-29' })
  expect(await dates.json()).toMatchObject({ maturityDate: '2040-02-29', version: 4 })

  for (const [method, end, body] of [
    ['PUT', '', { name: 'only this' }],
    ['PATCH', '', { id: 'another' }],
    ['PATCH', '', { colour: 'green' }],
    ['PATCH', '/dates', { name: 'no date' }],
    ['PATCH', '/dates', { maturityDate: '2039-02-29' }],
  ] as const) {
    expect((await send(method, end, '"4"', body)).status).toBe(400)
  }

  const sam = await grantFor('sam@example.test', { institutionId: juniper, scope })
  const refused = await api(sam.access_token, `${accounts(sam)}/juniper-0003`, {
    method: 'PATCH',
    body: JSON.stringify({ name: 'Mine' }),
    headers: { 'if-match': '"4"' },
  })
  expect(refused.status).toBe(403)
  expect((await inquire(sam)).status).toBe(200)
})

test('every answer of an API has a request id: the one that was sent, if it is one', async () => {
  const idFor = async (id: string) => {
    const response = await fetch(`${sandbox.api}/nothing`, { headers: { 'x-request-id': id } })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ errorCode: 'NOT_FOUND' })
    return response.headers.get('x-request-id')
  }
  expect(await idFor('abc-123')).toBe('abc-123')
  expect(await idFor('<script>')).toMatch(/^[\w-]{36}$/)
})

test('a body that is too long, or no JSON, is refused', async () => {
  const tokens = await grantFor('ada@example.test', {
    institutionId: larkspur,
    scope: accountScope,
  })
  const send = async (body: string, headers = {}) => {
    const path = `${accounts(tokens)}/inquiry`
    return (await api(tokens.access_token, path, { method: 'POST', body, headers })).status
  }
  expect(await send(JSON.stringify({ query: 'x'.repeat(70_000) }))).toBe(413)
  expect(await send('{')).toBe(400)
  expect(await send('{}', { 'content-type': 'text/plain' })).toBe(415)
  expect(await send('{}')).toBe(200)
})

test('the request log tells what was asked, and holds no token', async () => {
  const tokens = await grantFor('ada@example.test', {
    institutionId: larkspur,
    scope: accountScope,
  })
  await inquire(tokens)
  const log = JSON.stringify(await sandbox.requests())
  expect(log).toContain('"kind":"api:inquiry"')
  expect(log).toContain(larkspur)
  expect(log).not.toMatch(/ey[\w-]{10,}\./)
  expect(log).not.toContain(tokens.refresh_token)
})

test('every page is marked, has no script, and allows none', async () => {
  const browser = newBrowser(sandbox.origin)
  const { page: consent } = await arrive(browser, 'ada@example.test')
  const pages = [
    consent,
    await browser.open(`${sandbox.origin}/`),
    await browser.open(`${sandbox.origin}/account-settings`),
    await browser.open(`${sandbox.origin}/account-settings/security`),
    await browser.open(`${sandbox.origin}/login/none`),
    await browser.open(`${sandbox.issuer}/auth`),
    await browser.open(`${sandbox.issuer}/session/end`),
    await newBrowser(sandbox.origin).open(authorizationRequest(sandbox, app).url),
  ]
  for (const { body, headers } of pages) {
    expect(body).toContain('Local sandbox')
    expect(body).not.toContain('<script')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/)
    expect(headers.get('content-security-policy')).not.toContain('script-src')
  }
})

test('another name for this machine is turned away', async () => {
  const byName = sandbox.origin.replace('127.0.0.1', 'localhost')
  expect((await fetch(byName)).status).toBe(421)
})

test('several sandboxes that start at once on an empty folder agree on their keys', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  const all = await Promise.all(
    [1, 2, 3].map(() => startSandbox(app.url, { SANDBOX_DATA: folder })),
  )
  const sets = await Promise.all(
    all.map(async ({ issuer }) => (await fetch(`${issuer}/jwks`)).text()),
  )
  await Promise.all(all.map((one) => one.stop()))
  await rm(folder, { recursive: true })
  expect(new Set(sets).size).toBe(1)
})

import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  accountsScope,
  type Bank,
  bankOf,
  everyScope,
  institutionClaim,
  offlineScope,
  profileScope,
  transactionsScope,
} from './bank-client.ts'
import {
  type App,
  newBrowser,
  postForm,
  type Sandbox,
  startApp,
  startSandbox,
} from './sandbox-client.ts'

const marramId = '4c1d7a60-8e25-4b93-a1f4-d07c52e9b836'
const quinceId = 'f9382e1b-05c7-4d6a-8b70-2e64a91cd5f7'
const ada = 'ada@example.test'

let app: App
let sandbox: Sandbox
let data: string
let marram: Bank
let quince: Bank

beforeAll(async () => {
  app = await startApp()
  data = await mkdtemp(join(tmpdir(), 'sandbox-'))
  sandbox = await startSandbox(app.url, { SANDBOX_DATA: data })
  marram = bankOf(sandbox, app, 'marram')
  quince = bankOf(sandbox, app, 'quince')
})

afterAll(async () => {
  await sandbox.stop()
  app.stop()
  await rm(data, { recursive: true })
})

function pathOf(accessToken: string): string {
  return `/users/${decodeJwt(accessToken).sub}`
}

test('each bank is an issuer of its own: metadata, keys, cookies and people are its own', async () => {
  const path = '/.well-known/openid-configuration'
  for (const bank of [marram, quince]) {
    const [below, root] = await Promise.all(
      [bank.issuer, bank.origin].map(async (base) => (await fetch(base + path)).json()),
    )
    expect(below).toEqual(root)
    expect(below).toMatchObject({
      issuer: bank.issuer,
      authorization_endpoint: `${bank.issuer}/auth`,
      token_endpoint: bank.tokenEndpoint,
      jwks_uri: `${bank.issuer}/jwks`,
      userinfo_endpoint: `${bank.issuer}/me`,
      revocation_endpoint: `${bank.issuer}/token/revocation`,
      end_session_endpoint: `${bank.issuer}/session/end`,
      authorization_response_iss_parameter_supported: true,
      claims_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
    })
  }
  const keys = await Promise.all(
    [marram, quince, sandbox].map(async ({ issuer }) => (await fetch(`${issuer}/jwks`)).text()),
  )
  expect(new Set(keys).size).toBe(3)

  const names = await Promise.all(
    [marram, quince].map(async (bank) => {
      const browser = newBrowser(bank.origin)
      await bank.arrive(browser, ada)
      return [...browser.jar.keys()]
    }),
  )
  expect(names[0]?.filter((name) => names[1]?.includes(name))).toEqual([])

  const people = async ({ origin }: Bank) => {
    const all: { name: string; password: string }[] = await (await fetch(`${origin}/people`)).json()
    return all.map(({ name }) => name)
  }
  expect(await people(marram)).toEqual(['Ada Okafor', 'Ben Lindqvist'])
  expect(await people(quince)).toEqual(['Ada Okafor', 'Sam Whitfield'])
})

test('one person is somebody else at every bank, and tokens say so', async () => {
  const claims = JSON.stringify({ id_token: { [institutionClaim]: null } })
  const subs = []
  for (const [bank, institutionId] of [
    [marram, marramId],
    [quince, quinceId],
  ] as const) {
    const tokens = await bank.grantFor(ada, { claims })
    expect(tokens.expires_in).toBe(600)
    const keys = createRemoteJWKSet(new URL(`${bank.issuer}/jwks`))
    const idToken = await jwtVerify(tokens.id_token, keys, {
      issuer: bank.issuer,
      audience: bank.clientId,
    })
    expect(idToken.payload).toMatchObject({ email: ada, [institutionClaim]: institutionId })
    const accessToken = await jwtVerify(tokens.access_token, keys, {
      issuer: bank.issuer,
      audience: bank.api,
      typ: 'at+jwt',
    })
    expect(accessToken.payload).not.toHaveProperty('institutionId')
    expect(accessToken.payload.sub).toBe(idToken.payload.sub)
    subs.push(idToken.payload.sub)
  }
  expect(new Set(subs).size).toBe(2)
})

test('an ID token tells of the institution only where it was asked to, and never what is restricted', async () => {
  const claim = (name: string) => `https://api.banno.com/consumer/claim/${name}`
  const plain = decodeJwt((await marram.grantFor(ada)).id_token)
  expect(Object.keys(plain).filter((name) => name.startsWith('https:'))).toEqual([])

  const asked = [
    'institution_id',
    'fi_routing_number',
    'institution_details',
    'customer_identifier',
  ]
  const claims = JSON.stringify({
    id_token: Object.fromEntries(asked.map((name) => [claim(name), { essential: true }])),
  })
  const told = decodeJwt((await marram.grantFor(ada, { claims })).id_token)
  expect(told[claim('institution_id')]).toBe(marramId)
  expect(told[claim('fi_routing_number')]).toMatch(/^\d{9}$/)
  expect(told[claim('institution_details')]).toMatchObject({ name: 'Marram Savings Bank' })
  expect(told).not.toHaveProperty([claim('customer_identifier')])

  const elsewhere = JSON.stringify({ userinfo: { [institutionClaim]: null } })
  const { id_token } = await marram.grantFor(ada, { claims: elsewhere })
  expect(decodeJwt(id_token)).not.toHaveProperty([institutionClaim])
})

test('a personal claim by name is worth what the scopes are worth', async () => {
  const claims = JSON.stringify({ id_token: { email: null, name: null } })
  const { id_token } = await marram.grantFor(ada, { scope: 'openid profile', claims })
  expect(decodeJwt(id_token)).toMatchObject({ name: 'Ada Okafor' })
  expect(decodeJwt(id_token)).not.toHaveProperty('email')
})

test('only the scope of the bank brings a refresh token, which changes at every use', async () => {
  const plain = await marram.grantFor(ada, { scope: `openid offline_access ${accountsScope}` })
  expect(plain.refresh_token).toBeUndefined()
  expect(plain.scope).toBe(`openid ${accountsScope}`)

  const first = await marram.grantFor(ada, { scope: `openid ${offlineScope} ${accountsScope}` })
  const second = await marram.refresh(first.refresh_token)
  expect(second).toMatchObject({ status: 200, scope: first.scope })
  expect(second.refresh_token).not.toBe(first.refresh_token)
  const accounts = `${pathOf(second.access_token)}/accounts`
  expect((await marram.call(second.access_token, accounts)).status).toBe(200)

  expect(await marram.refresh(first.refresh_token)).toMatchObject({ error: 'invalid_grant' })
  expect(await marram.refresh(second.refresh_token)).toMatchObject({ error: 'invalid_grant' })
  expect((await marram.call(second.access_token, accounts)).status).toBe(401)
})

test('revoking the refresh token ends what it brought', async () => {
  const tokens = await marram.grantFor(ada)
  const form = { token: tokens.refresh_token, token_type_hint: 'refresh_token' }
  expect(await marram.post(`${marram.issuer}/token/revocation`, form)).toMatchObject({
    status: 200,
  })
  const { status } = await marram.call(tokens.access_token, `${pathOf(tokens.access_token)}`)
  expect(status).toBe(401)
})

test('consent names the bank and every scope in plain words', async () => {
  const { page } = await quince.arrive(newBrowser(quince.origin), ada)
  expect(page.body).toContain('Quince Street Bank')
  expect(page.body.replace(/<[^>]+>/g, '')).not.toContain('https://api.banno.com')
  expect(page.body.match(/<li>|<label/g)).toHaveLength(everyScope.split(' ').length)
})

test('a request without PKCE is refused', async () => {
  const without = { code_challenge: null, code_challenge_method: null }
  const { page } = await marram.arrive(newBrowser(marram.origin), ada, without)
  expect(page.url.searchParams.get('error')).toBe('invalid_request')
  expect(page.url.searchParams.get('iss')).toBe(marram.issuer)
})

test.each(['noor@example.test', 'sam@example.test'])(
  'who is no customer does not get in: %s',
  async (email) => {
    const { page } = await marram.arrive(newBrowser(marram.origin), email)
    expect(page).toMatchObject({ status: 422 })
    expect(page.body).toContain('E-mail or password is wrong')
  },
)

test('the client with a secret proves itself with the secret of that bank only', async () => {
  const secretOf = async (name: string) => {
    const kept = JSON.parse(await readFile(join(data, name, 'clients.json'), 'utf8'))
    return kept[`foyer-${name}-secret-post`]
  }
  const prove = (client_secret: string) =>
    postForm(marram.tokenEndpoint, {
      grant_type: 'refresh_token',
      refresh_token: 'made up',
      client_id: 'foyer-marram-secret-post',
      client_secret,
    })
  expect(await prove(await secretOf('marram'))).toMatchObject({ error: 'invalid_grant' })
  expect(await prove(await secretOf('quince'))).toMatchObject({ error: 'invalid_client' })
})

test('the tokens of one bank are nothing at the other, nor at the shared APIs', async () => {
  const { access_token, refresh_token } = await marram.grantFor(ada)
  const path = `${pathOf(access_token)}/accounts`
  expect((await marram.call(access_token, path)).status).toBe(200)
  expect((await quince.call(access_token, path)).status).toBe(401)
  const headers = { authorization: `Bearer ${access_token}` }
  const directory = `${sandbox.api}${pathOf(access_token)}/institutions`
  expect((await fetch(directory, { headers })).status).toBe(401)
  expect(await quince.refresh(refresh_token)).toMatchObject({ error: 'invalid_grant' })
})

test('a call needs its scope, and the path its own customer', async () => {
  const { access_token } = await marram.grantFor(ada, { scope: 'openid' })
  const own = pathOf(access_token)
  for (const [path, scope] of [
    [own, profileScope],
    [`${own}/accounts`, accountsScope],
    [`${own}/accounts/marram-ada-1/transactions`, transactionsScope],
  ] as const) {
    const refused = await marram.call(access_token, path)
    expect(refused.status).toBe(403)
    expect(refused.headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_scope", scope="${scope}"`,
    )
    expect(await refused.json()).toEqual({ errorCode: 403, messages: expect.any(String) })
    expect(refused.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  }
  const stranger = await marram.call(access_token, `/users/${randomUUID()}/accounts`)
  expect(stranger.status).toBe(401)
  expect((await marram.call(access_token, '/users')).status).toBe(404)
})

test('the log of a bank says what was asked, by whom and for which institution', async () => {
  const { access_token } = await marram.grantFor(ada)
  await marram.call(access_token, `${pathOf(access_token)}/accounts`)
  const { counts, requests } = await marram.requests()
  expect(counts['api:accounts']).toBeGreaterThan(0)
  expect(requests.at(-1)).toMatchObject({
    kind: 'api:accounts',
    sub: decodeJwt(access_token).sub,
    clientId: 'foyer-marram',
    institutionId: marramId,
    status: 200,
  })
  expect(JSON.stringify(requests)).not.toMatch(/ey[\w-]{10,}\./)
})

test('signing out asks first, and ends the session at this bank alone', async () => {
  const browser = newBrowser(marram.origin)
  await marram.grantFor(ada, {}, browser)
  const query = {
    client_id: 'foyer-marram',
    post_logout_redirect_uri: app.signedOutUri,
    state: 's',
  }
  const question = await browser.open(`${marram.issuer}/session/end?${new URLSearchParams(query)}`)
  expect(question.body).toContain('your session at Marram Savings Bank')
  const ended = await browser.submit(question, { logout: 'yes' })
  expect(ended.url.href).toBe(`${app.signedOutUri}?state=s`)
  const { page } = await marram.arrive(browser, ada, { prompt: 'none' })
  expect(page.url.searchParams.get('error')).toBe('login_required')
})

import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { banks as listed } from '../scripts/sandbox-institutions.ts'
import { type Bank, everyScope, institutionClaim, ownPath, startBanks } from './bank-client.ts'
import { newBrowser } from './sandbox-browser.ts'

const [{ institutionId: marramId }, { institutionId: quinceId }] = listed
const ada = 'ada@example.test'

let banks: Awaited<ReturnType<typeof startBanks>>
let marram: Bank
let quince: Bank

beforeAll(async () => {
  banks = await startBanks()
  ;({ marram, quince } = banks)
})

afterAll(() => banks.stop())

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
    [marram, quince, banks.sandbox].map(async ({ issuer }) =>
      (await fetch(`${issuer}/jwks`)).text(),
    ),
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

  const browser = newBrowser(marram.origin)
  await marram.grantFor(ada, {}, browser)
  const silent = await marram.grantFor(ada, { claims, prompt: 'none' }, browser)
  expect(decodeJwt(silent.id_token)[institutionClaim]).toBe(marramId)

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

test('the log of a bank says what was asked, by whom and for which institution', async () => {
  const { access_token } = await marram.grantFor(ada)
  await marram.call(access_token, `${ownPath(access_token)}/accounts`)
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
    post_logout_redirect_uri: banks.app.signedOutUri,
    state: 's',
  }
  const question = await browser.open(`${marram.issuer}/session/end?${new URLSearchParams(query)}`)
  expect(question.body).toContain('your session at Marram Savings Bank')
  const ended = await browser.submit(question, { logout: 'yes' })
  expect(ended.url.href).toBe(`${banks.app.signedOutUri}?state=s`)
  const { page } = await marram.arrive(browser, ada, { prompt: 'none' })
  expect(page.url.searchParams.get('error')).toBe('login_required')
})

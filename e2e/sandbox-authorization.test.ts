import { createRemoteJWKSet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { signInScope } from './sandbox-client.ts'
import { institutionZero, visitSandbox } from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { app, sandbox, newBrowser, arrive, authorize, exchange } = visitSandbox()

test('a sign-in brings an ID token that says who it is and an access token for Institution Zero', async () => {
  const { answer, verifier, url } = await authorize(newBrowser(), ada)
  expect(answer.get('iss')).toBe(sandbox().issuer)
  expect(answer.get('state')).toBe(url.searchParams.get('state'))

  const tokens = await exchange(answer.get('code') ?? '', verifier)
  expect(tokens).toMatchObject({ status: 200, expires_in: 600, scope: signInScope })
  expect(tokens.refresh_token).toEqual(expect.any(String))

  const keys = createRemoteJWKSet(new URL(`${sandbox().issuer}/jwks`))
  const idToken = await jwtVerify(tokens.id_token, keys, {
    issuer: sandbox().issuer,
    audience: 'foyer',
    algorithms: ['ES256'],
  })
  expect(idToken.payload).toMatchObject({
    name: 'Ada Okafor',
    given_name: 'Ada',
    family_name: 'Okafor',
    email: ada,
    preferred_username: ada,
    locale: 'en-US',
    zoneinfo: 'America/Chicago',
    nonce: url.searchParams.get('nonce'),
    sid: expect.any(String),
  })
  expect((idToken.payload.exp ?? 0) - (idToken.payload.iat ?? 0)).toBe(3600)

  const accessToken = await jwtVerify(tokens.access_token, keys, {
    issuer: sandbox().issuer,
    audience: sandbox().api,
    typ: 'at+jwt',
  })
  expect(accessToken.payload).toMatchObject({
    institutionId: institutionZero,
    sub: idToken.payload.sub,
  })
})

test('metadata stands below the issuer and at the root of the host, and is the same', async () => {
  const path = '/.well-known/openid-configuration'
  const [below, root] = await Promise.all(
    [sandbox().issuer, sandbox().origin].map(async (base) => (await fetch(base + path)).json()),
  )
  expect(below).toEqual(root)
  expect(below).toMatchObject({
    issuer: sandbox().issuer,
    token_endpoint: sandbox().tokenEndpoint,
    authorization_response_iss_parameter_supported: true,
    code_challenge_methods_supported: ['S256'],
  })
})

test('a request without PKCE is refused', async () => {
  const without = { code_challenge: null, code_challenge_method: null }
  const { page } = await arrive(newBrowser(), ada, without)
  expect(page.url.searchParams.get('error')).toBe('invalid_request')
  expect(page.url.searchParams.get('error_description')).toContain('PKCE')
  expect(page.url.searchParams.get('iss')).toBe(sandbox().issuer)
})

test('a code is worth nothing with another verifier', async () => {
  const { answer } = await authorize(newBrowser(), ada)
  const refused = await exchange(answer.get('code') ?? '', 'x'.repeat(43))
  expect(refused).toMatchObject({ status: 400, error: 'invalid_grant' })
})

test.each(['/', '?a=b', '#'])(
  'a redirect address with %s at its end is not the registered one',
  async (end) => {
    const wrong = { redirect_uri: `${app().redirectUri}${end}` }
    const { page } = await arrive(newBrowser(), ada, wrong)
    expect(page).toMatchObject({ status: 400 })
    expect(page.url.origin).toBe(sandbox().origin)
    expect(page.body).toContain('invalid_redirect_uri')
  },
)

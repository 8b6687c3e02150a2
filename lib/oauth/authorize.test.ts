import { createHash } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { forgetIssuers, issuerUrl, registrationAt, startIssuer } from '#lib/testing/issuer.ts'
import { type AuthorizationWish, beginAuthorization } from './authorize.ts'
import { accountsWriteScope } from './scope.ts'

const wish: AuthorizationWish = {
  institutionId: null,
  returnTo: '/profile',
  loginHint: null,
  scope: null,
  anotherPerson: false,
}

beforeEach(forgetIssuers)

test('asks for a code with state, nonce and the hash of the verifier', async () => {
  await startIssuer()

  const { location, transaction } = await beginAuthorization(registrationAt(), wish)

  expect(`${location.origin}${location.pathname}`).toBe(`${issuerUrl}/auth`)
  expect(Object.fromEntries(location.searchParams)).toEqual({
    tenant: 'one',
    response_type: 'code',
    client_id: 'foyer',
    redirect_uri: 'http://localhost:3000/auth/callback',
    scope: 'openid profile',
    state: transaction.state,
    nonce: transaction.nonce,
    code_challenge: createHash('sha256').update(transaction.codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  expect(location.href).not.toContain(transaction.codeVerifier)
  expect(transaction).toMatchObject({
    institutionId: null,
    returnTo: '/profile',
    issuer: issuerUrl,
  })
})

test('every request has secrets of its own', async () => {
  await startIssuer()

  const { transaction: one } = await beginAuthorization(registrationAt(), wish)
  const { transaction: two } = await beginAuthorization(registrationAt(), wish)

  expect(one.state).not.toBe(two.state)
  expect(one.nonce).not.toBe(two.nonce)
  expect(one.codeVerifier).not.toBe(two.codeVerifier)
})

test('names the institution, the person and another person where they are wished for', async () => {
  await startIssuer()

  const { location } = await beginAuthorization(registrationAt(), {
    ...wish,
    institutionId: 'larkspur',
    loginHint: 'ada@example.test',
    anotherPerson: true,
  })

  expect(Object.fromEntries(location.searchParams)).toMatchObject({
    institutionId: 'larkspur',
    login_hint: 'ada@example.test',
    prompt: 'login',
  })
})

test('names no institution where client or issuer say it', async () => {
  await startIssuer()

  const { location, transaction } = await beginAuthorization(
    registrationAt({ institutionParameter: null }),
    { ...wish, institutionId: 'larkspur' },
  )

  expect(location.search).not.toContain('larkspur')
  expect(transaction.institutionId).toBe('larkspur')
})

test('sends what the registration adds, and what this request says goes before it', async () => {
  await startIssuer()
  const claims = { id_token: { 'https://issuer.test/claim/institution_id': null } }
  const registration = registrationAt({
    claims,
    parameters: { prompt: 'consent', login_hint: 'somebody', acr_values: 'x' },
  })

  const { location: plain } = await beginAuthorization(registration, wish)
  const { location: another } = await beginAuthorization(registration, {
    ...wish,
    anotherPerson: true,
    loginHint: 'ada',
  })

  expect(Object.fromEntries(plain.searchParams)).toMatchObject({
    claims: JSON.stringify(claims),
    prompt: 'consent',
    login_hint: 'somebody',
    acr_values: 'x',
  })
  expect(another.searchParams.getAll('prompt')).toEqual(['login'])
  expect(another.searchParams.getAll('login_hint')).toEqual(['ada'])
})

test('adds only scopes from the list', async () => {
  await startIssuer()

  const { transaction } = await beginAuthorization(registrationAt(), {
    ...wish,
    scope: `openid admin ${accountsWriteScope} https://jackhenry.com/everything`,
  })

  expect(transaction.scope).toBe(`openid profile ${accountsWriteScope}`)
})

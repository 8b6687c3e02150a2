import { beforeEach, expect, test } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import { forgetIssuers, issuerUrl, registrationAt, startIssuer } from '#lib/testing/issuer.ts'
import { completeAuthorization } from './callback.ts'
import type { Transaction } from './transaction.ts'

const transaction: Transaction = {
  state: 'state',
  nonce: 'nonce',
  codeVerifier: 'v'.repeat(43),
  issuer: issuerUrl,
  clientId: 'foyer',
  institutionId: 'larkspur',
  scope: 'openid profile',
  returnTo: '/institutions',
  startedAt: 0,
}

function answer(changes: Record<string, string> = {}): URLSearchParams {
  return new URLSearchParams({ code: 'the-code', state: 'state', iss: issuerUrl, ...changes })
}

const now = () => Math.floor(Date.now() / 1000)

beforeEach(forgetIssuers)

test('trades the code for tokens, with the verifier', async () => {
  const { callsTo } = await startIssuer()

  const grant = await completeAuthorization(registrationAt(), answer(), transaction)

  expect(grant).toMatchObject({
    issuer: issuerUrl,
    institutionId: 'larkspur',
    subject: 'ada',
    refreshToken: 'refresh-token-2',
    scope: 'openid profile',
    claims: { name: 'Ada Okafor' },
  })
  expect(grant.accessTokenExpiresAt).toBeGreaterThan(Date.now() + 590_000)
  const [request] = callsTo('/token')
  expect(Object.fromEntries(request?.body ?? [])).toEqual({
    grant_type: 'authorization_code',
    code: 'the-code',
    redirect_uri: 'http://localhost:3000/auth/callback',
    code_verifier: transaction.codeVerifier,
    client_id: 'foyer',
    client_secret: 'a-secret',
  })
})

test('with several issuers, an answer has to say whose it is, promised or not', async () => {
  const { callsTo } = await startIssuer({
    metadata: { authorization_response_iss_parameter_supported: undefined },
  })
  const anonymous = new URLSearchParams('code=c&state=state')

  await expect(
    completeAuthorization(registrationAt({ requiresIss: true }), anonymous, transaction),
  ).rejects.toMatchObject({ code: 'untrusted-response' })
  expect(callsTo('/token')).toHaveLength(0)
  await completeAuthorization(registrationAt({ requiresIss: true }), answer(), transaction)
  await completeAuthorization(registrationAt({ requiresIss: false }), anonymous, transaction)
})

const repeated = answer()
repeated.append('state', 'state')

test.each([
  ['an answer from another issuer', answer({ iss: 'https://evil.test' }), 'untrusted-response'],
  ['an issuer that differs by a slash', answer({ iss: `${issuerUrl}/` }), 'untrusted-response'],
  [
    'no issuer where one is promised',
    new URLSearchParams('code=c&state=state'),
    'untrusted-response',
  ],
  ['a state of another request', answer({ state: 'guess' }), 'untrusted-response'],
  ['a state given twice', repeated, 'untrusted-response'],
  ['a token in the front channel', answer({ id_token: 'x' }), 'untrusted-response'],
  ['a person who said no', answer({ error: 'access_denied' }), 'access-denied'],
  ['a server that is busy', answer({ error: 'temporarily_unavailable' }), 'issuer-unavailable'],
  ['a server that rejects us', answer({ error: 'invalid_scope' }), 'issuer-refused'],
])('stops at %s, before any code is spent', async (_what, query, code) => {
  const { callsTo } = await startIssuer()

  await expect(completeAuthorization(registrationAt(), query, transaction)).rejects.toMatchObject({
    code,
  })
  expect(callsTo('/token')).toEqual([])
})

test.each([
  ['another nonce', { nonce: 'other' }],
  ['no nonce', { nonce: undefined }],
  ['another issuer', { iss: 'https://evil.test' }],
  ['another audience', { aud: 'someone-else' }],
  ['one more audience', { aud: ['foyer', 'someone-else'], azp: 'foyer' }],
  ['another authorized party', { azp: 'someone-else' }],
  ['an end in the past', { exp: now() - 60 }],
  ['no end', { exp: undefined }],
  ['a birth long ago', { iat: now() - 3600 }],
  ['a birth in the future', { iat: now() + 3600 }],
  ['no subject', { sub: undefined }],
  ['an empty subject', { sub: '' }],
  ['a subject that is no string', { sub: 7 }],
  ['the hash of another access token', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }],
])('refuses an ID token with %s', async (_what, idToken) => {
  await startIssuer({ idToken })

  await expect(
    completeAuthorization(registrationAt(), answer(), transaction),
  ).rejects.toMatchObject({ code: 'untrusted-response' })
})

test.each([
  ['an ID token that a stranger signed', { strangerSigns: 'idToken' as const }],
  ['an access token that a stranger signed', { strangerSigns: 'accessToken' as const }],
  ['an access token of another issuer', { accessToken: { iss: 'https://evil.test' } }],
  ['a key that is not in the set', { header: { kid: 'two' } }],
  ['a logout token in place of an ID token', { header: { typ: 'logout+jwt' } }],
  ['no ID token', { idToken: null }],
  ['an ID token that is none', { tokens: { id_token: 'not-a-jwt' } }],
  ['an ID token of three wrong parts', { tokens: { id_token: 'a.b.c' } }],
  ['a token of another kind', { tokens: { token_type: 'mac' } }],
  ['a DPoP token nobody asked for', { tokens: { token_type: 'DPoP' } }],
  ['no access token', { tokens: { access_token: undefined } }],
  ['an access token that would end a header', { tokens: { access_token: 'a\nb' } }],
  [
    'an algorithm that the metadata does not list',
    {
      metadata: { id_token_signing_alg_values_supported: ['PS256'] },
    },
  ],
])('refuses %s', async (_what, changes) => {
  await startIssuer(changes)

  await expect(
    completeAuthorization(registrationAt(), answer(), transaction),
  ).rejects.toMatchObject({ code: 'untrusted-response' })
})

test('refuses an unsigned ID token', async () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = { iss: issuerUrl, sub: 'ada', aud: 'foyer', iat: now(), exp: now() + 60 }
  const unsigned = `${part({ alg: 'none' })}.${part({ ...claims, nonce: 'nonce' })}.`
  await startIssuer({ tokens: { id_token: unsigned } })

  await expect(
    completeAuthorization(registrationAt(), answer(), transaction),
  ).rejects.toMatchObject({ code: 'untrusted-response' })
})

test.each([
  ['asked for one, got another', { accessToken: { institutionId: 'juniper' } }],
  ['asked for one, got none', { accessToken: { institutionId: undefined } }],
  ['asked for one, got an opaque token', { accessToken: null }],
  ['the two tokens name different ones', { idToken: { institutionId: 'juniper' } }],
  ['the claim is no string', { accessToken: { institutionId: ['larkspur'] } }],
])('refuses the institution: %s', async (_what, changes) => {
  await startIssuer(changes)

  await expect(
    completeAuthorization(registrationAt(), answer(), transaction),
  ).rejects.toMatchObject({ code: 'wrong-institution' })
})

test('believes the ID token where the access token is opaque', async () => {
  await startIssuer({ accessToken: null, idToken: { institutionId: 'larkspur' } })

  const grant = await completeAuthorization(registrationAt(), answer(), transaction)

  expect(grant.institutionId).toBe('larkspur')
})

test('leaves the institution to the client where the registration says so', async () => {
  await startIssuer({ accessToken: { institutionId: 'juniper' } })
  const registration = registrationAt({ institutionClaim: null })

  const grant = await completeAuthorization(registration, answer(), transaction)

  expect(grant.institutionId).toBe('larkspur')
})

test('a sign-in is the identity grant, whatever institution its token names', async () => {
  await startIssuer({ accessToken: { institutionId: 'larkspur' } })

  const grant = await completeAuthorization(registrationAt(), answer(), {
    ...transaction,
    institutionId: null,
  })

  expect(grant.institutionId).toBeNull()
})

test('holds a sign-in against the id of Institution Zero where it is known', async () => {
  await startIssuer({ accessToken: { institutionId: 'larkspur' } })
  const signIn = { ...transaction, institutionId: null }
  const registration = registrationAt({ institutionZeroId: 'nought' })

  await expect(completeAuthorization(registration, answer(), signIn)).rejects.toMatchObject({
    code: 'wrong-institution',
  })
})

test.each([
  [
    'rejects our client',
    () => Response.json({ error: 'invalid_client' }, { status: 401 }),
    'issuer-refused',
  ],
  [
    'rejects the code',
    () => Response.json({ error: 'invalid_grant' }, { status: 400 }),
    'issuer-refused',
  ],
  ['is down', () => new Response('no', { status: 503 }), 'issuer-unavailable'],
  ['is busy', () => Response.json({ error: 'slow_down' }, { status: 429 }), 'issuer-unavailable'],
  [
    'answers HTML',
    () => new Response('<html>', { headers: { 'content-type': 'text/html' } }),
    'issuer-unavailable',
  ],
  [
    'answers half a document',
    () => new Response('{"access_', { headers: { 'content-type': 'application/json' } }),
    'issuer-unavailable',
  ],
  [
    'redirects',
    () => new Response(null, { status: 302, headers: { location: 'https://evil.test' } }),
    'issuer-unavailable',
  ],
  [
    'answers without end',
    () => new Response(endless(), { headers: { 'content-type': 'application/json' } }),
    'issuer-unavailable',
  ],
  [
    'resets the connection',
    () => Promise.reject(new TypeError('fetch failed')),
    'issuer-unavailable',
  ],
])('sends the code once when the server %s', async (_what, token, code) => {
  const { callsTo } = await startIssuer({ answer: { '/token': token } })

  await expect(
    completeAuthorization(registrationAt(), answer(), transaction),
  ).rejects.toMatchObject({ code })
  expect(callsTo('/token')).toHaveLength(1)
})

function endless(): ReadableStream {
  return new ReadableStream({ pull: (controller) => controller.enqueue(new Uint8Array(65_536)) })
}

test.each([
  ['none', undefined, 600],
  ['zero', 0, 600],
  ['more than a day', 1e308, 86_400],
])('a lifetime of %s is made usable', async (_what, expires_in, seconds) => {
  await startIssuer({ tokens: { expires_in } })

  const grant = await completeAuthorization(registrationAt(), answer(), transaction)

  expect(Math.round((grant.accessTokenExpiresAt - grant.authorizedAt) / 1000)).toBe(seconds)
})

test('what went wrong is told without the code, the tokens or the words of the server', async () => {
  const canary = 'CANARY-eyJhbGciOi'
  await startIssuer({
    answer: {
      '/token': () =>
        Response.json({ error: canary, error_description: `code ${canary}` }, { status: 400 }),
    },
  })

  const error = await completeAuthorization(registrationAt(), answer(), transaction).catch((e) => e)

  expect(error.code).toBe('issuer-refused')
  expect(error.message).not.toContain('CANARY')
})

test.each([
  ['names no institution', {}, { institutionId: undefined }],
  [
    'leaves the institution to the client',
    { institutionClaim: null },
    { institutionId: 'juniper' },
  ],
])('does not judge an access token that %s', async (_what, registration, accessToken) => {
  await startIssuer({
    strangerSigns: 'accessToken',
    accessToken,
    idToken: { institutionId: 'larkspur' },
  })

  const grant = await completeAuthorization(registrationAt(registration), answer(), transaction)

  expect(grant.institutionId).toBe('larkspur')
})

test.each([
  ['are for another institution', { accessToken: { institutionId: 'juniper' } }],
  ['a stranger signed', { strangerSigns: 'idToken' as const }],
])('tokens that %s are refused, and do not live on', async (_what, changes) => {
  const { callsTo } = await startIssuer(changes)

  await expect(
    completeAuthorization(registrationAt(), answer(), transaction),
  ).rejects.toBeInstanceOf(FlowError)
  expect(callsTo('/token/revocation')[0]?.body.get('token')).toBe('refresh-token-2')
})

test.each(['access_token', 'refresh_token', 'id_token'])('no %s fills a session', async (name) => {
  await startIssuer({ tokens: { [name]: 'x'.repeat(16_385) } })

  await expect(
    completeAuthorization(registrationAt(), answer(), transaction),
  ).rejects.toMatchObject({ code: 'untrusted-response' })
})

test('a key of the issuer that cannot be used is the issuer’s fault, and no bug of ours', async () => {
  const broken = { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA', kid: 'one', alg: 'ES256' }
  await startIssuer({ answer: { '/jwks': () => Response.json({ keys: [broken] }) } })

  await expect(
    completeAuthorization(registrationAt(), answer(), transaction),
  ).rejects.toMatchObject({ code: 'issuer-unavailable' })
})

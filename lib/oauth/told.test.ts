import { beforeEach, expect, test } from 'vitest'
import {
  forgetIssuers,
  issuerUrl,
  newClientKey,
  registrationAt,
  startIssuer,
} from '#lib/testing/issuer.ts'
import { watch } from '#lib/testing/witness.ts'
import type { Check } from '#lib/witness.ts'
import { completeAuthorization } from './callback.ts'
import { requestServiceToken } from './client-credentials.ts'
import { readLogoutToken } from './logout-token.ts'
import { refreshGrant } from './refresh.ts'

// Whoever looks for the fault of a sign-in has what was expected, what was found, and the line of the log.

const noKey = () => Response.json({ keys: [{ kty: 'EC', crv: 'P-256', kid: 'one', alg: 'ES256' }] })
let told: Check[]

beforeEach(() => {
  forgetIssuers()
  told = []
  watch({ checked: (check) => void told.push(check) })
})

const transaction = {
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
const said = { code: 'the-code', state: 'state', iss: issuerUrl }
const complete = (answer: Record<string, string> = said, changes = {}) =>
  completeAuthorization(registrationAt(changes), new URLSearchParams(answer), transaction)

const talkative = { header: { typ: 'JWT' }, idToken: { azp: 'foyer' } }
const rows = () => told.map(({ name, expected, found }) => [name, expected, found])
const verdict = (of: string) => [
  `signature and claims of the ${of}`,
  expect.objectContaining({ issuer: issuerUrl, algorithms: expect.arrayContaining(['ES256']) }),
  { jwt: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) },
]
const ofTheIdToken = [
  verdict('ID token'),
  ['typ of the ID token', { typ: 'jwt' }, { typ: 'jwt' }],
  ['aud of the ID token', { aud: 'foyer' }, { aud: 'foyer' }],
  ['azp of the ID token', { azp: 'foyer' }, { azp: 'foyer' }],
  ['at_hash of the ID token', { at_hash: expect.stringMatching(/^[\w-]{22}$/) }, {}],
  ['sub of the ID token', {}, { sub: 'ada' }],
]

test('a sign-in tells every check, with what it expected and found', async () => {
  await startIssuer(talkative)

  await complete()

  expect(told.every(({ holds }) => holds)).toBe(true)
  expect(rows()).toEqual([
    ['iss is there', { iss: issuerUrl }, { iss: issuerUrl }],
    ['authorization response', { state: 'state', iss: issuerUrl }, said],
    ['token response', { nonce: 'nonce' }, {}],
    ['token type', { token_type: 'bearer' }, { token_type: 'bearer' }],
    ...ofTheIdToken,
    verdict('access token'),
    ['institution', { institutionId: 'larkspur' }, { institutionId: 'larkspur' }],
  ])
})

test('so does a refresh', async () => {
  await startIssuer(talkative)
  const grant = await complete()
  told = []

  await refreshGrant(registrationAt(), grant)

  expect(rows()).toEqual([
    ['token response', {}, {}],
    ['token type', { token_type: 'bearer' }, { token_type: 'bearer' }],
    ...ofTheIdToken,
    ['sub of the new ID token', { sub: 'ada' }, { sub: 'ada' }],
    ['nonce of the new ID token', { nonce: 'nonce' }, { nonce: 'nonce' }],
    ['sub of the new access token', { sub: 'ada' }, { sub: 'ada' }],
    verdict('access token'),
    ['institution', { institutionId: 'larkspur' }, { institutionId: 'larkspur' }],
  ])
})

test('so does a logout token', async () => {
  const { sign } = await startIssuer()
  const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
  const now = Math.floor(Date.now() / 1000)
  const about = { iss: issuerUrl, aud: 'foyer', sub: 'ada', sid: 's-1', jti: 'notice-1' }
  const token = await sign({ ...about, events, iat: now, exp: now + 60 }, { typ: 'logout+jwt' })

  await readLogoutToken(token, [{ ...registrationAt(), clientIds: ['foyer'] }])

  expect(rows()).toEqual([
    verdict('logout token'),
    ['jti of the logout token', {}, { jti: 'notice-1' }],
    ['events of the logout token', { events }, { events }],
    ['nonce of the logout token', {}, { nonce: undefined }],
    ['sid of the logout token', {}, { sid: 's-1' }],
    ['sub of the logout token', {}, { sub: 'ada' }],
  ])
})

test.each([
  ['a token of another kind', { tokens: { token_type: 'DPoP' } }, 'of a kind we did not ask for'],
  ['a token with a line end', { tokens: { access_token: 'a\nb' } }, 'characters no token has'],
  ['a long token', { tokens: { refresh_token: 'x'.repeat(16_385) } }, 'longer than tokens are'],
  ['an audience beside us', { idToken: { aud: ['foyer', 'x'], azp: 'foyer' } }, 'the aud of'],
  ['another issuer’s access', { accessToken: { iss: 'https://x.test' } }, 'FAILED: iss)'],
  [
    'a key that is none',
    { answer: { '/jwks': noKey } },
    'the key set of the issuer cannot be used',
  ],
  ['no institution', { accessToken: null }, 'no institution in the tokens'],
  ['another one', { accessToken: { institutionId: 'x' } }, 'another institution in the tokens'],
  ['two', { idToken: { institutionId: 'x' } }, 'do not name one institution'],
  ['another issuer’s metadata', { metadata: { issuer: 'https://x.test' } }, 'the metadata '],
  ['metadata without keys', { metadata: { jwks_uri: undefined } }, 'lacks jwks_uri'],
  ['an endpoint without TLS', { metadata: { token_endpoint: 'http://x.test' } }, 'token_endpoint'],
])('of %s the log says what is wrong with it', async (_what, changes, words) => {
  await startIssuer(changes)

  await expect(complete()).rejects.toMatchObject({ message: expect.stringContaining(words) })
})

test('and of an answer that does not say whose it is', async () => {
  await startIssuer()

  await expect(complete({ code: 'c', state: 'state' }, { requiresIss: true })).rejects.toThrow(
    'the answer does not say which issuer it is from',
  )
})

test.each([
  ['another person', { idToken: { sub: 'ben' } }, 'the new ID token is for another person'],
  ['another nonce', { idToken: { nonce: 'n' } }, 'the new ID token has another nonce'],
  [
    'another person’s access',
    { idToken: null, accessToken: { sub: 'ben' } },
    'the new access token is for another person',
  ],
  [
    'another institution',
    { accessToken: { institutionId: 'x' } },
    'the new tokens are for another institution',
  ],
])('and of a refresh for %s', async (_what, changes, words) => {
  const { script } = await startIssuer()
  const grant = await complete()
  Object.assign(script, changes)

  await expect(refreshGrant(registrationAt(), grant)).rejects.toThrow(words)
})

const refused = () => Response.json({ error: 'invalid_grant' }, { status: 400 })
const noJson = () => new Response('<html>')

test.each([
  ['that is refused', { answer: { '/token': refused } }, 'the server refused the refresh token'],
  ['without a document', { answer: { '/token': noJson } }, 'a refresh could not be read'],
])('and of a refresh %s', async (_what, changes, words) => {
  const { script } = await startIssuer()
  const grant = await complete()
  Object.assign(script, changes)

  await expect(refreshGrant(registrationAt(), grant)).rejects.toThrow(words)
  await expect(refreshGrant(registrationAt(), { ...grant, refreshToken: null })).rejects.toThrow(
    'the grant has no refresh token',
  )
})

test('and of a notice from somewhere else', async () => {
  await expect(readLogoutToken('a.b.c', [])).rejects.toThrow('names no issuer of ours')
})

test('and of a service account that got a token for elsewhere', async () => {
  await startIssuer({ idToken: null })
  const { keys } = await newClientKey('ES256')
  const clientAuth = { method: 'private_key_jwt', keys: () => keys, audience: 'issuer' } as const

  await expect(requestServiceToken(registrationAt({ clientAuth }), 'juniper')).rejects.toThrow(
    'the token is for another institution',
  )
  expect(rows().filter(([name]) => name === 'institution' || name === 'token response')).toEqual([
    ['token response', {}, {}],
    ['institution', { institutionId: 'juniper' }, { institutionId: 'larkspur' }],
  ])
})

import { beforeEach, expect, test } from 'vitest'
import { forgetIssuers, issuerUrl, registrationAt, startIssuer } from '#lib/testing/issuer.ts'
import { watch } from '#lib/testing/witness.ts'
import type { Grant } from './grant.ts'
import { refreshGrant } from './refresh.ts'

const jwt = (claims: object) =>
  ['{"alg":"ES256"}', JSON.stringify(claims), 'x']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.')

const grant: Grant = {
  issuer: issuerUrl,
  clientId: 'foyer',
  institutionId: 'larkspur',
  institutionName: 'Larkspur Bank',
  subject: 'ada',
  sid: null,
  accessToken: jwt({ sub: 'ada' }),
  accessTokenExpiresAt: 0,
  refreshToken: 'refresh-token-1',
  idToken: 'the-id-token',
  claims: { name: 'Ada Okafor' },
  scope: 'openid profile',
  authorizedAt: 1,
  refreshedAt: 1,
}

beforeEach(forgetIssuers)

test('asks once, and keeps the rotated refresh token', async () => {
  const { callsTo } = await startIssuer()

  const renewed = await refreshGrant(registrationAt(), grant)

  expect(renewed).toMatchObject({
    refreshToken: 'refresh-token-2',
    institutionName: 'Larkspur Bank',
  })
  expect(renewed.accessTokenExpiresAt).toBeGreaterThan(Date.now() + 590_000)
  expect(callsTo('/token').map(({ body }) => body.get('refresh_token'))).toEqual([
    'refresh-token-1',
  ])
})

test('carries over what a sparse answer leaves out', async () => {
  await startIssuer({ idToken: null, tokens: { refresh_token: undefined, scope: undefined } })

  const renewed = await refreshGrant(registrationAt(), grant)

  expect(renewed).toMatchObject({
    refreshToken: 'refresh-token-1',
    idToken: 'the-id-token',
    claims: { name: 'Ada Okafor' },
    scope: 'openid profile',
  })
})

test.each([
  ['another person in the ID token', { idToken: { sub: 'ben' } }],
  ['another person in the access token', { accessToken: { sub: 'ben' }, idToken: null }],
  ['another issuer', { idToken: { iss: 'https://evil.test' } }],
  ['another issuer of the access token', { accessToken: { iss: 'https://evil.test' } }],
  ['another institution', { accessToken: { institutionId: 'juniper' } }],
  ['a signature of a stranger', { strangerSigns: 'accessToken' as const }],
  ['a token of another kind', { tokens: { token_type: 'DPoP' } }],
])('discards tokens with %s, and the grant is over', async (_what, changes) => {
  await startIssuer(changes)

  await expect(refreshGrant(registrationAt(), grant)).rejects.toMatchObject({
    code: 'session-over',
  })
})

test('revokes what it discards', async () => {
  const { callsTo } = await startIssuer({ accessToken: { sub: 'ben' } })

  await refreshGrant(registrationAt(), grant).catch(() => null)

  expect(callsTo('/token/revocation').map(({ body }) => body.get('token'))).toEqual([
    'refresh-token-2',
  ])
})

test.each([
  ['invalid_grant', () => Response.json({ error: 'invalid_grant' }, { status: 400 })],
  ['400 and nothing else', () => new Response(null, { status: 400 })],
])('is over when the server answers %s', async (_what, token) => {
  await startIssuer({ answer: { '/token': token } })

  await expect(refreshGrant(registrationAt(), grant)).rejects.toMatchObject({
    code: 'session-over',
  })
})

test.each([
  ['is down', () => new Response(null, { status: 502 }), 'issuer-unavailable'],
  ['is busy', () => Response.json({ error: 'slow_down' }, { status: 429 }), 'issuer-unavailable'],
  ['answers HTML', () => new Response('<html>'), 'issuer-unavailable'],
  ['answers without a token', () => Response.json({ token_type: 'Bearer' }), 'issuer-unavailable'],
  ['hangs up', () => Promise.reject(new TypeError('fetch failed')), 'issuer-unavailable'],
  [
    'rejects our client',
    () => Response.json({ error: 'invalid_client' }, { status: 401 }),
    'issuer-refused',
  ],
])('may be tried again when the server %s, and was asked once', async (_what, token, code) => {
  const { callsTo } = await startIssuer({ answer: { '/token': token } })

  await expect(refreshGrant(registrationAt(), grant)).rejects.toMatchObject({ code })
  expect(callsTo('/token')).toHaveLength(1)
})

const weakKey = { kty: 'RSA', n: 'AQAB', e: 'AQAB', kid: 'one', alg: 'RS256' }

test.each([
  ['cannot be read', () => new Response(null, { status: 503 })],
  ['cannot be reached', () => Promise.reject(new TypeError('fetch failed'))],
  ['is no key set', () => Response.json([])],
  ['is empty', () => Response.json({ keys: [] })],
  ['lags behind', () => Response.json({ keys: [{ ...weakKey, kid: 'older' }] })],
  ['holds a key that is none', () => Response.json({ keys: [{ kty: 'EC', kid: 'one', x: 'AA' }] })],
])(
  'a rotated refresh token survives a key set that %s; the access token does not count',
  async (_what, jwks) => {
    const { callsTo } = await startIssuer({ answer: { '/jwks': jwks } })

    const renewed = await refreshGrant(registrationAt(), grant)

    expect(renewed).toMatchObject({ refreshToken: 'refresh-token-2', accessTokenExpiresAt: 0 })
    expect(callsTo('/token/revocation')).toEqual([])
  },
)

test('a bug that shows while the tokens are judged is no verdict on the grant: nothing is revoked', async () => {
  const { callsTo } = await startIssuer()
  const bug = new TypeError('a bug of whoever watches')
  watch({
    checked({ name }) {
      if (name === 'institution') throw bug
    },
  })

  await expect(refreshGrant(registrationAt(), grant)).rejects.toBe(bug)
  expect(callsTo('/token/revocation')).toEqual([])
})

test('an access token that became opaque is nobody else’s', async () => {
  await startIssuer({ accessToken: null, idToken: null })

  const renewed = await refreshGrant(registrationAt(), grant)

  expect(renewed.accessToken).toBe('opaque-access-token')
})

test('a slimmer ID token takes no claim away', async () => {
  await startIssuer({ idToken: { name: undefined, email: 'ada@example.test' } })

  const { claims } = await refreshGrant(registrationAt(), grant)

  expect(claims).toMatchObject({ name: 'Ada Okafor', email: 'ada@example.test' })
})

test('an ID token of another sign-in ends the grant', async () => {
  await startIssuer({ idToken: { nonce: 'other' } })
  const signedIn = { ...grant, claims: { ...grant.claims, nonce: 'nonce' } }

  await expect(refreshGrant(registrationAt(), signedIn)).rejects.toMatchObject({
    code: 'session-over',
  })
})

test('without a refresh token nobody is asked', async () => {
  const { calls } = await startIssuer()

  await expect(
    refreshGrant(registrationAt(), { ...grant, refreshToken: null }),
  ).rejects.toMatchObject({ code: 'session-over' })
  expect(calls).toEqual([])
})

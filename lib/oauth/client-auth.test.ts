import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import {
  forgetIssuers,
  issuerUrl,
  newClientKey,
  registrationAt,
  startIssuer,
} from '#lib/testing/issuer.ts'
import type { Grant } from './grant.ts'
import { refreshGrant } from './refresh.ts'
import type { Registration } from './registration.ts'

beforeEach(forgetIssuers)

async function authenticate(clientAuth: Registration['clientAuth']) {
  const { callsTo } = await startIssuer({ idToken: null, accessToken: null })
  const grant = { refreshToken: 'rt', institutionId: null, accessToken: 'opaque' } as Grant
  await refreshGrant(registrationAt({ clientAuth }), grant)
  await refreshGrant(registrationAt({ clientAuth }), grant)
  return callsTo('/token')
}

test.each(['ES256', 'PS256', 'RS256'] as const)('signs a client assertion with %s', async (alg) => {
  const { keys, publicKey } = await newClientKey(alg)

  const calls = await authenticate({
    method: 'private_key_jwt',
    keys: () => keys,
    audience: 'token_endpoint',
  })

  const [first = '', second = ''] = calls.map(({ body }) => body.get('client_assertion') ?? '')
  const { payload } = await jwtVerify(first, publicKey, { algorithms: [alg] })
  expect(payload).toEqual({
    iss: 'foyer',
    sub: 'foyer',
    aud: `${issuerUrl}/token`,
    jti: expect.any(String),
    exp: expect.any(Number),
  })
  expect(decodeProtectedHeader(first)).toMatchObject({ alg, kid: keys[0]?.kid })
  expect((payload.exp ?? 0) - Date.now() / 1000).toBeGreaterThan(0)
  expect((payload.exp ?? 0) - Date.now() / 1000).toBeLessThanOrEqual(300)
  expect(payload.jti).not.toBe(decodeJwt(second).jti)
  expect(calls[0]?.body.get('client_assertion_type')).toBe(
    'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
  )
  expect(calls[0]?.body.has('client_secret')).toBe(false)
})

test('addresses the assertion to the issuer where that is configured', async () => {
  const { keys } = await newClientKey('ES256')

  const [call] = await authenticate({
    method: 'private_key_jwt',
    keys: () => keys,
    audience: 'issuer',
  })

  expect(decodeJwt(call?.body.get('client_assertion') ?? '').aud).toBe(issuerUrl)
})

test('sends a secret in the body or in the header, as registered', async () => {
  const [post] = await authenticate({ method: 'client_secret_post', secret: 'a-secret' })
  expect(post?.body.get('client_secret')).toBe('a-secret')

  const [basic] = await authenticate({ method: 'client_secret_basic', secret: 'secret' })
  expect(basic?.headers.get('authorization')).toBe(`Basic ${btoa('foyer:secret')}`)
  expect(basic?.body.has('client_secret')).toBe(false)
})

test('without a key to sign with, nobody is asked', async () => {
  await expect(
    authenticate({ method: 'private_key_jwt', keys: () => [], audience: 'issuer' }),
  ).rejects.toMatchObject({ code: 'issuer-refused', message: 'there is no key to sign with' })
})

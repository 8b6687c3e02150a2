import { beforeEach, expect, test } from 'vitest'
import {
  forgetIssuers,
  issuerUrl,
  newClientKey,
  registrationAt,
  startIssuer,
} from '#lib/testing/issuer.ts'
import { requestServiceToken } from './client-credentials.ts'

beforeEach(forgetIssuers)

async function serviceClient() {
  const { keys } = await newClientKey('ES256')
  return registrationAt({
    clientAuth: { method: 'private_key_jwt', keys: () => keys, audience: 'token_endpoint' },
    scope: 'https://jackhenry.com/consumer-user-search',
  })
}

test('trades an assertion for a token, with scope and client id and nothing of a person', async () => {
  const { callsTo } = await startIssuer({ idToken: null, tokens: { refresh_token: undefined } })

  const token = await requestServiceToken(await serviceClient(), 'larkspur')

  expect(token).toMatchObject({
    scope: 'https://jackhenry.com/consumer-user-search',
    claims: { institutionId: 'larkspur' },
  })
  expect(token.expiresAt).toBeGreaterThan(Date.now() + 590_000)
  expect(Object.fromEntries(callsTo('/token')[0]?.body ?? [])).toEqual({
    grant_type: 'client_credentials',
    scope: 'https://jackhenry.com/consumer-user-search',
    client_id: 'foyer',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  })
})

test('a refresh token is not kept, whatever the server sends', async () => {
  await startIssuer({ idToken: null })

  expect(
    JSON.stringify(await requestServiceToken(await serviceClient(), 'larkspur')),
  ).not.toContain('refresh-token')
})

test('an opaque token, or one that names no institution, is taken as it is', async () => {
  await startIssuer({ idToken: null, accessToken: null })
  expect(await requestServiceToken(await serviceClient(), 'larkspur')).toMatchObject({
    claims: null,
  })

  forgetIssuers()
  await startIssuer({ idToken: null, accessToken: { institutionId: undefined } })
  expect(await requestServiceToken(await serviceClient(), 'larkspur')).toMatchObject({
    claims: { iss: issuerUrl },
  })
})

test.each([
  [
    'a token for another institution',
    { accessToken: { institutionId: 'juniper' } },
    'wrong-institution',
  ],
  [
    'a token that a stranger signed',
    { strangerSigns: 'accessToken' as const },
    'untrusted-response',
  ],
  ['a token of another kind', { tokens: { token_type: 'DPoP' } }, 'untrusted-response'],
  [
    'a server that refuses the client',
    { answer: { '/token': () => Response.json({ error: 'invalid_client' }, { status: 401 }) } },
    'issuer-refused',
  ],
  [
    'a server that is too busy',
    { answer: { '/token': () => Response.json({ error: 'slow_down' }, { status: 429 }) } },
    'issuer-unavailable',
  ],
])('stops at %s', async (_what, changes, code) => {
  await startIssuer({ idToken: null, ...changes })

  await expect(requestServiceToken(await serviceClient(), 'larkspur')).rejects.toMatchObject({
    code,
  })
})

test('a client that has a secret only is told so, and asks nobody', async () => {
  const { calls } = await startIssuer()

  await expect(requestServiceToken(registrationAt(), null)).rejects.toMatchObject({
    code: 'issuer-refused',
    message: 'a service account proves itself with a key, and only so',
  })
  expect(calls).toEqual([])
})

test('a token for whatever institution is taken where none was asked for', async () => {
  await startIssuer({ idToken: null })

  await expect(requestServiceToken(await serviceClient(), null)).resolves.toMatchObject({
    claims: { institutionId: 'larkspur' },
  })
})

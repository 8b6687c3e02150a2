import { decodeJwt } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import {
  forgetIssuers,
  issuerUrl,
  newClientKey,
  registrationAt,
  startIssuer,
} from '#lib/testing/issuer.ts'
import { revokeRefreshToken } from './revoke.ts'

beforeEach(forgetIssuers)

async function withKeys() {
  const { keys } = await newClientKey('ES256')
  return registrationAt({
    clientAuth: { method: 'private_key_jwt', keys: () => keys, audience: 'token_endpoint' },
  })
}

test('asks the server to forget the token, as the client it was given to', async () => {
  const { callsTo } = await startIssuer()

  await revokeRefreshToken(await withKeys(), 'a-refresh-token')

  const [call] = callsTo('/token/revocation')
  expect(Object.fromEntries(call?.body ?? [])).toMatchObject({
    token: 'a-refresh-token',
    token_type_hint: 'refresh_token',
  })
  expect(decodeJwt(call?.body.get('client_assertion') ?? '').aud).toBe(`${issuerUrl}/token`)
})

test('an assertion for one server is not sent to another that names its token endpoint', async () => {
  const { callsTo } = await startIssuer({
    metadata: { token_endpoint: 'https://honest.test/token' },
  })

  await revokeRefreshToken(await withKeys(), 'a-refresh-token')

  expect(callsTo('/token/revocation')).toHaveLength(0)
})

test('a server that is down, or refuses, is no reason to fail', async () => {
  await startIssuer({ answer: { '/token/revocation': () => new Response(null, { status: 503 }) } })

  await expect(revokeRefreshToken(await withKeys(), 'a-refresh-token')).resolves.toBeUndefined()
})

test.each([
  ['has no address for that', { metadata: { revocation_endpoint: undefined } }],
  ['cannot be asked for its addresses', { answer: { '/.well-known/openid-configuration': down } }],
])('nor is a server that %s', async (_what, changes) => {
  const { callsTo } = await startIssuer(changes)

  await expect(revokeRefreshToken(await withKeys(), 'a-refresh-token')).resolves.toBeUndefined()
  expect(callsTo('/token/revocation')).toEqual([])
})

function down(): Response {
  return new Response(null, { status: 503 })
}

import { beforeEach, expect, test } from 'vitest'
import { forgetIssuers, issuerUrl, registrationAt, startIssuer } from '#lib/testing/issuer.ts'
import { completeAuthorization } from './callback.ts'

beforeEach(forgetIssuers)

const error = (code: string) => () => Response.json({ error: code }, { status: 400 })
const challenge = () =>
  new Response(null, { status: 401, headers: { 'www-authenticate': 'Basic realm="token"' } })

test.each([
  ['a code it should not know', error('invalid_grant'), 'issuer-refused', 'invalid_grant'],
  ['a code that is no code', error('Invalid Grant'), 'issuer-refused', 'an unknown error'],
  ['a code that begins well', error('invalid Grant'), 'issuer-refused', 'an unknown error'],
  ['a code too long', error('a'.repeat(49)), 'issuer-refused', 'an unknown error'],
  ['a challenge', challenge, 'issuer-refused', '401 with a challenge'],
  ['404', () => new Response(null, { status: 404 }), 'issuer-refused', '404'],
  ['408', () => new Response(null, { status: 408 }), 'issuer-unavailable', '408'],
  ['425', () => new Response(null, { status: 425 }), 'issuer-unavailable', '425'],
  ['500', () => new Response(null, { status: 500 }), 'issuer-unavailable', '500'],
  ['no document', () => new Response('<html>'), 'issuer-unavailable', 'could not be read'],
])('a token endpoint that answers %s', async (_what, token, code, said) => {
  await startIssuer({ answer: { '/token': token } })

  await expect(complete({ code: 'the-code' })).rejects.toMatchObject({
    code,
    message: expect.stringContaining(said),
  })
})

test.each([
  ['access_denied', 'access-denied'],
  ['server_error', 'issuer-unavailable'],
  ['temporarily_unavailable', 'issuer-unavailable'],
  ['unauthorized_client', 'issuer-refused'],
])('an authorization endpoint that answers %s', async (said, code) => {
  await startIssuer()

  await expect(complete({ error: said })).rejects.toMatchObject({
    code,
    message: `the server answered ${said}`,
  })
})

test('a bug of ours stays a bug', async () => {
  await startIssuer()
  const bug = new RangeError('a bug')
  const keys = () => {
    throw bug
  }
  const clientAuth = { method: 'private_key_jwt', keys, audience: 'issuer' } as const

  await expect(complete({ code: 'the-code' }, { clientAuth })).rejects.toBe(bug)
})

function complete(said: Record<string, string>, changes = {}) {
  const answer = new URLSearchParams({ state: 'state', iss: issuerUrl, ...said })
  return completeAuthorization(registrationAt(changes), answer, {
    state: 'state',
    nonce: 'nonce',
    codeVerifier: 'v'.repeat(43),
    issuer: issuerUrl,
    clientId: 'foyer',
    institutionId: 'larkspur',
    scope: 'openid profile',
    returnTo: '/institutions',
    startedAt: 0,
  })
}

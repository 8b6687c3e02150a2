import { exportJWK, generateKeyPair } from 'jose'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetIssuers, issuerUrl, registrationAt, startIssuer } from '#lib/testing/issuer.ts'
import { completeAuthorization } from './callback.ts'

// Keys that change at the worst moment, and clocks that are apart.

beforeEach(() => {
  forgetIssuers()
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(() => vi.useRealTimers())

function signIn() {
  return completeAuthorization(
    registrationAt(),
    new URLSearchParams({ code: 'the-code', state: 'state', iss: issuerUrl }),
    {
      state: 'state',
      nonce: 'nonce',
      codeVerifier: 'v'.repeat(43),
      issuer: issuerUrl,
      clientId: 'foyer',
      institutionId: 'larkspur',
      scope: 'openid profile',
      returnTo: '/institutions',
      startedAt: 0,
    },
  )
}

/** A key set without the key that signs. */
async function otherKeys(): Promise<() => Response> {
  const { publicKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'other', alg: 'ES256', use: 'sig' }
  return () => Response.json({ keys: [jwk] })
}

const later = (ms: number) => vi.setSystemTime(Date.now() + ms)
const noKey = { code: 'untrusted-response', message: expect.stringContaining('no key') }

test('a key that an issuer has begun to sign with is looked up, and nobody notices', async () => {
  const { script, callsTo } = await startIssuer({ answer: { '/jwks': await otherKeys() } })
  await expect(signIn()).rejects.toMatchObject(noKey)

  Object.assign(script, { answer: {} })
  later(5_001)
  await expect(signIn()).resolves.toMatchObject({ subject: 'ada' })
  expect(callsTo('/jwks')).toHaveLength(2)
})

test('unknown keys make no more than one request in five seconds', async () => {
  const { callsTo } = await startIssuer({ answer: { '/jwks': await otherKeys() } })

  for (const _ of [1, 2, 3]) await expect(signIn()).rejects.toMatchObject(noKey)

  expect(callsTo('/jwks')).toHaveLength(1)
})

test('a key that an issuer withdraws is believed for ten minutes at the most', async () => {
  const { script } = await startIssuer()
  await signIn()
  Object.assign(script, { answer: { '/jwks': await otherKeys() } })

  await expect(signIn()).resolves.toMatchObject({ subject: 'ada' })
  later(10 * 60_000 + 1)
  await expect(signIn()).rejects.toMatchObject(noKey)
})

/** What an issuer writes whose clock is so many seconds ahead of ours. */
const ahead = (seconds: number, lifetime = 3600) => {
  const now = Math.floor(Date.now() / 1000) + seconds
  return { idToken: { iat: now, exp: now + lifetime } }
}

test.each([
  ['20 s ahead', 20, 3600],
  ['20 s behind', -20, 3600],
  ['120 s behind, with tokens that live long enough', -120, 3600],
])('the clock of an issuer may be %s', async (_what, seconds, lifetime) => {
  await startIssuer(ahead(seconds, lifetime))
  await expect(signIn()).resolves.toMatchObject({ subject: 'ada' })
})

test.each([
  ['120 s ahead', 120, 3600, /iat, 1(19|20) s from our clock/],
  ['120 s behind, and tokens short', -120, 60, /OAUTH_JWT_TIMESTAMP_CHECK_FAILED/],
])('the clock of an issuer is %s: the log says so', async (_what, seconds, lifetime, message) => {
  await startIssuer(ahead(seconds, lifetime))
  await expect(signIn()).rejects.toMatchObject({
    code: 'untrusted-response',
    message: expect.stringMatching(message),
  })
})

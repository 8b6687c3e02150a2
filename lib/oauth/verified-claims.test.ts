import { createHash } from 'node:crypto'
import { exportJWK, generateKeyPair } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import { forgetIssuers, issuerUrl, registrationAt, startIssuer } from '#lib/testing/issuer.ts'
import { completeAuthorization } from './callback.ts'
import { discover } from './discovery.ts'
import { idTokenAlgorithms } from './verified-claims.ts'

beforeEach(forgetIssuers)

const ofToken = createHash('sha256').update('opaque-access-token').digest()
const at_hash = ofToken.subarray(0, 16).toString('base64url')

test.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
  ['says its type', {}, { typ: 'JWT' }],
  ['says its type in small letters', {}, { typ: 'jwt' }],
  ['names us as the authorized party', { azp: 'foyer' }],
  ['is for a list of nobody but us', { aud: ['foyer'] }],
  ['has the hash of the access token', { at_hash }],
  ['has a subject of 255 characters', { sub: 'a'.repeat(255) }],
  ['has a clock a little ahead', { iat: seconds() + 20 }],
])('an ID token that %s is good', async (_what, idToken, header = {}) => {
  await expect(signIn({ idToken, header })).resolves.toMatchObject({ institutionId: 'larkspur' })
})

test.each([
  ['is longer than 255 characters', 'a'.repeat(256)],
  ['has a line end', 'ada\n'],
  ['begins with what is no ASCII', 'ädä'],
  ['ends with what is no ASCII', 'adä'],
])('a subject that %s is refused', async (_what, sub) => {
  await expect(signIn({ idToken: { sub } })).rejects.toMatchObject({ code: 'untrusted-response' })
})

test('an ID token of just over ten minutes is refused, one of just under is good', async () => {
  const at = (iat: number) => signIn({ idToken: { iat } })

  await expect(at(seconds() - 640)).rejects.toMatchObject({ code: 'untrusted-response' })
  await expect(at(seconds() - 590)).resolves.toMatchObject({ subject: 'ada' })
})

test('the session at the issuer is kept where it is text, and nothing else is', async () => {
  await expect(signIn({ idToken: { sid: 's-1' } })).resolves.toMatchObject({ sid: 's-1' })
  await expect(signIn({ idToken: { sid: 1 } })).resolves.toMatchObject({ sid: null })
  await expect(signIn({ idToken: {} })).resolves.toMatchObject({ sid: null })
})

test.each([
  ['whatever it is', undefined, ['ES256', 'PS256', 'RS256']],
  ['but only what proves who made it', ['none', 'HS256', 'PS256'], ['PS256']],
  ['which may be nothing', ['HS512'], []],
])('ID tokens are believed under what the issuer lists, %s', async (_what, listed, believed) => {
  await startIssuer({ metadata: { id_token_signing_alg_values_supported: listed } })

  expect(idTokenAlgorithms(await discover(registrationAt()))).toEqual(believed)
})

test('a token that any of several keys may have signed is not judged', async () => {
  const pairs = await Promise.all([1, 2].map(() => generateKeyPair('ES256')))
  const keys = await Promise.all(pairs.map(({ publicKey }) => exportJWK(publicKey)))
  const answer = { '/jwks': () => Response.json({ keys }) }

  await expect(signIn({ header: { kid: undefined }, answer })).rejects.toMatchObject({
    code: 'untrusted-response',
    message: 'no key for this token (ERR_JWKS_MULTIPLE_MATCHING_KEYS)',
  })
})

async function signIn(changes: Parameters<typeof startIssuer>[0]) {
  forgetIssuers()
  await startIssuer({ accessToken: null, ...changes })
  const answer = new URLSearchParams({ code: 'the-code', state: 'state', iss: issuerUrl })
  return completeAuthorization(registrationAt({ institutionClaim: null }), answer, {
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

function seconds(): number {
  return Math.floor(Date.now() / 1000)
}

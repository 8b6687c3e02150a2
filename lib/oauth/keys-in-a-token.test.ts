import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose'
import { beforeEach, expect, test, vi } from 'vitest'
import {
  clientId,
  forgetIssuers,
  issuerUrl,
  registrationAt,
  startIssuer,
} from '#lib/testing/issuer.ts'
import { completeAuthorization } from './callback.ts'
import { readLogoutToken } from './logout-token.ts'

// A token may bring along the key to check it by, or say where to fetch it. Whoever believes that
// believes anybody (RFC 8725 §3.10).

beforeEach(() => {
  forgetIssuers()
  return () => vi.unstubAllGlobals()
})

const attacker = await generateKeyPair('ES256', { extractable: true })
const jwk = { ...(await exportJWK(attacker.publicKey)), kid: 'evil', alg: 'ES256', use: 'sig' }
const address = 'https://evil.test/keys'

const headers: [string, Partial<JWTHeaderParameters>][] = [
  ['brings its key along', { jwk, kid: 'evil' }],
  ['brings its key along, under the name of one of the issuer’s', { jwk, kid: 'one' }],
  ['brings its key along, without a name', { jwk }],
  ['names an address of its keys', { jku: address, kid: 'evil' }],
  ['names an address of its keys, and a key of the issuer’s', { jku: address, kid: 'one' }],
  ['names an address of its certificate', { x5u: address, kid: 'evil' }],
  ['names an address of its certificate, and a key of the issuer’s', { x5u: address, kid: 'one' }],
]

test.each(headers)(
  'an ID token that %s is refused, and nothing is fetched there',
  async (_what, header) => {
    const issuer = await startIssuerBesideAttacker()
    const forged = await signedByAttacker({ nonce: 'nonce', sub: 'mallory' }, header)
    Object.assign(issuer.script, { tokens: { id_token: forged } })
    const answer = new URLSearchParams({ code: 'the-code', state: 'state', iss: issuerUrl })

    await expect(
      completeAuthorization(registrationAt(), answer, transaction),
    ).rejects.toMatchObject({ code: 'untrusted-response' })
    expect(issuer.callsTo('/token')).toHaveLength(1)
    expect(issuer.callsTo('/keys')).toEqual([])
  },
)

test.each(headers)(
  'a logout token that %s is refused, and nothing is fetched there',
  async (_what, header) => {
    const issuer = await startIssuerBesideAttacker()
    const events = { 'http://schemas.openid.net/event/backchannel-logout': {} }
    const claims = { events, jti: 'notice-1', sub: 'ada', sid: 's-1' }
    const forged = await signedByAttacker(claims, { typ: 'logout+jwt', ...header })

    await expect(
      readLogoutToken(forged, [{ ...registrationAt(), clientIds: [clientId] }]),
    ).rejects.toMatchObject({ code: 'untrusted-response' })
    expect(issuer.callsTo('/jwks').length).toBeGreaterThan(0)
    expect(issuer.callsTo('/keys')).toEqual([])
  },
)

const transaction = {
  state: 'state',
  nonce: 'nonce',
  codeVerifier: 'v'.repeat(43),
  issuer: issuerUrl,
  clientId,
  institutionId: 'larkspur',
  scope: 'openid profile',
  returnTo: '/institutions',
  startedAt: 0,
}

/** Whoever asks the attacker for keys is given them. */
function startIssuerBesideAttacker() {
  return startIssuer({ answer: { '/keys': () => Response.json({ keys: [jwk] }) } })
}

/** Good in every respect but who signed it. */
function signedByAttacker(claims: object, header: Partial<JWTHeaderParameters>): Promise<string> {
  return new SignJWT({ ...claims })
    .setProtectedHeader({ alg: 'ES256', ...header })
    .setIssuer(issuerUrl)
    .setAudience(clientId)
    .setIssuedAt()
    .setExpirationTime('2 minutes')
    .sign(attacker.privateKey)
}

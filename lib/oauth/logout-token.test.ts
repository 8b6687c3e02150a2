import { SignJWT, UnsecuredJWT } from 'jose'
import { beforeEach, expect, test, vi } from 'vitest'
import {
  clientId,
  forgetIssuers,
  issuerUrl,
  registrationAt,
  startIssuer,
} from '#lib/testing/issuer.ts'
import { readLogoutToken } from './logout-token.ts'

type Issuer = Awaited<ReturnType<typeof startIssuer>>
let issuer: Issuer

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  forgetIssuers()
  issuer = await startIssuer()
  return () => {
    vi.unstubAllGlobals()
    vi.useRealTimers()
  }
})

const event = 'http://schemas.openid.net/event/backchannel-logout'
const addressees = [{ ...registrationAt(), clientIds: [clientId, 'foyer-juniper'] }]
const seconds = () => Math.floor(Date.now() / 1000)

/** The claims of a logout token as they should be, but for `changes`; undefined leaves one out. */
function claims(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const good = {
    iss: issuerUrl,
    aud: clientId,
    iat: seconds(),
    exp: seconds() + 120,
    jti: 'notice-1',
    sub: 'ada',
    sid: 's-1',
    events: { [event]: {} },
  }
  const all = Object.entries({ ...good, ...changes })
  return Object.fromEntries(all.filter(([, value]) => value !== undefined))
}

const header = { typ: 'logout+jwt' }
const read = (token: string) => readLogoutToken(token, addressees)
const signed = (changes = {}, headers: Record<string, unknown> = header) =>
  issuer.sign(claims(changes), headers)

test('a logout token tells which session is over, how it is called and until when it counts', async () => {
  expect(await read(await signed())).toEqual({
    issuer: issuerUrl,
    over: { sid: 's-1' },
    id: 'notice-1',
    staleAt: (seconds() + 660) * 1000,
  })
})

test('without a session it is all of a person that is over', async () => {
  expect(await read(await signed({ sid: undefined }))).toMatchObject({ over: { subject: 'ada' } })
})

test.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
  ['without a person', { sub: undefined }],
  ['for another client of ours there', { aud: ['foyer-juniper'] }],
  ['for us among others', { aud: ['somebody', clientId] }],
  ['with more in its event than nothing', { events: { [event]: { reason: 'timeout' } } }],
  ['with another event beside', { events: { [event]: {}, 'https://example.test': {} } }],
  ['with claims of the issuer’s own', { reason: 'timeout' }],
  ['whose type is written in capitals', {}, { typ: 'Logout+JWT' }],
  ['whose type is written in full', {}, { typ: 'application/logout+jwt' }],
  ['of a clock a little ahead', { iat: seconds() + 25 }],
  ['that was long on its way', { iat: seconds() - 500 }],
])('one %s is good', async (_what, changes, headers = header) => {
  expect(await read(await signed(changes, headers))).toMatchObject({ over: { sid: 's-1' } })
})

test.each<[string, Record<string, unknown>, Record<string, unknown>?]>([
  ['without a type', {}, {}],
  ['that is an ID token by its type', {}, { typ: 'JWT' }],
  ['that is an access token by its type', {}, { typ: 'at+jwt' }],
  ['of no issuer', { iss: undefined }],
  ['of an issuer we do not know', { iss: 'https://evil.test' }],
  ['of an issuer spelt otherwise', { iss: `${issuerUrl}/` }],
  ['for nobody', { aud: undefined }],
  ['for somebody else', { aud: 'somebody' }],
  ['without iat', { iat: undefined }],
  ['whose iat is text', { iat: `${seconds()}` }],
  ['that is too old', { iat: seconds() - 700 }],
  ['from the future', { iat: seconds() + 60 }],
  ['without exp', { exp: undefined }],
  ['that is over', { exp: seconds() - 60 }],
  ['that is not good yet', { nbf: seconds() + 60 }],
  ['without jti', { jti: undefined }],
  ['with an empty jti', { jti: '' }],
  ['whose jti is a number', { jti: 1 }],
  ['without events', { events: undefined }],
  ['whose events are a list', { events: [event] }],
  ['whose events are null', { events: null }],
  ['of another event', { events: { 'https://example.test': {} } }],
  ['whose event is text', { events: { [event]: 'yes' } }],
  ['whose event is null', { events: { [event]: null } }],
  ['whose event is a list', { events: { [event]: [] } }],
  ['of neither a session nor a person', { sid: undefined, sub: undefined }],
  ['with an empty sid', { sid: '' }],
  ['whose sid is a number', { sid: 1 }],
  ['whose sid is null', { sid: null }],
  ['whose sub is an object', { sub: { ada: true } }],
  ['with a nonce', { nonce: 'n-1' }],
  ['with an empty nonce', { nonce: '' }],
  ['with a nonce of null', { nonce: null }],
  ['signed with a key nobody knows', {}, { ...header, kid: 'two' }],
])('one %s is refused', async (_what, changes, headers = header) => {
  await expect(read(await signed(changes, headers))).rejects.toMatchObject({
    code: 'untrusted-response',
  })
})

test('one that nobody signed, or that was signed with what everybody knows, is refused', async () => {
  const [, body = '', signature = ''] = (await signed()).split('.')
  const shared = new TextEncoder().encode('a-secret-that-is-long-enough-for-hs256')
  const other = Buffer.from(JSON.stringify(claims({ sid: 's-2' }))).toString('base64url')
  const good = (await signed()).split('.')[0]
  const forged = [
    new UnsecuredJWT(claims()).encode(),
    await new SignJWT(claims()).setProtectedHeader({ ...header, alg: 'HS256' }).sign(shared),
    `${good}.${body}.`,
    `${good}.${other}.${signature}`,
    'a.b.c',
    '',
  ]
  for (const token of forged) {
    await expect(read(token)).rejects.toMatchObject({ code: 'untrusted-response' })
  }
})

test('an algorithm that the issuer does not list is refused', async () => {
  Object.assign(issuer.script, { metadata: { id_token_signing_alg_values_supported: ['PS256'] } })
  await expect(read(await signed())).rejects.toMatchObject({ code: 'untrusted-response' })
})

test('a token of nobody we know costs no call', async () => {
  await expect(read(await signed({ iss: 'https://evil.test' }))).rejects.toThrow()
  await expect(read('x'.repeat(10_000))).rejects.toThrow()
  expect(issuer.calls).toEqual([])
})

test('while the keys cannot be had, nothing is believed, and it says why', async () => {
  Object.assign(issuer.script, { answer: { '/jwks': () => new Response('', { status: 503 }) } })
  await expect(read(await signed())).rejects.toMatchObject({ code: 'issuer-unavailable' })
  Object.assign(issuer.script, { answer: {} })
  expect(await read(await signed())).toMatchObject({ over: { sid: 's-1' } })
})

import { generateKeyPairSync } from 'node:crypto'
import { calculateJwkThumbprint } from 'jose'
import { expect, test } from 'vitest'
import { readClientKeys } from './client-key.ts'

const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
const ecJwk = ec.privateKey.export({ format: 'jwk' })
const rsaJwk = rsa.privateKey.export({ format: 'jwk' })
const ecPem = ec.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
const rsaPem = rsa.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()

test.each([
  ['a P-256 JWK is ES256', JSON.stringify(ecJwk), null, 'ES256'],
  ['a P-256 PEM is ES256', ecPem, null, 'ES256'],
  ['an RSA JWK is PS256', JSON.stringify(rsaJwk), null, 'PS256'],
  ['an RSA PEM is PS256', rsaPem, null, 'PS256'],
  ['an RSA PEM is RS256 where that is said', rsaPem, 'RS256' as const, 'RS256'],
  ['a JWK knows its own algorithm', JSON.stringify({ ...rsaJwk, alg: 'RS256' }), null, 'RS256'],
])('%s', (_what, text, defaultAlg, alg) => {
  expect(readClientKeys(text, defaultAlg)).toMatchObject([{ alg }])
})

test('the kid is the thumbprint unless the key brings its own', async () => {
  const [unnamed] = readClientKeys(JSON.stringify(ecJwk), null)
  const [named] = readClientKeys(JSON.stringify({ ...ecJwk, kid: 'mine' }), null)
  const [fromRsa] = readClientKeys(rsaPem, null)

  expect(unnamed?.kid).toBe(await calculateJwkThumbprint(ecJwk))
  expect(named?.kid).toBe('mine')
  expect(fromRsa?.kid).toBe(await calculateJwkThumbprint(rsaJwk))
})

test('an algorithm for RSA does not touch the EC key beside it', () => {
  const both = JSON.stringify({ keys: [ecJwk, rsaJwk] })

  expect(readClientKeys(both, 'RS256').map(({ alg }) => alg)).toEqual(['ES256', 'RS256'])
})

test('a set keeps its order, and publishes public halves only', () => {
  const keys = readClientKeys(JSON.stringify({ keys: [rsaJwk, ecJwk] }), null)

  expect(keys.map((key) => key.alg)).toEqual(['PS256', 'ES256'])
  expect(keys.map(({ publicJwk }) => Object.keys(publicJwk).toSorted())).toEqual([
    ['alg', 'e', 'kid', 'kty', 'n', 'use'],
    ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
  ])
  expect(keys.map(({ publicJwk }) => publicJwk.use)).toEqual(['sig', 'sig'])
})

const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey
const ed25519 = generateKeyPairSync('ed25519').privateKey
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey

test.each([
  ['a wrong curve', JSON.stringify(p384.export({ format: 'jwk' })), 'P-256'],
  ['another kind of key', JSON.stringify(ed25519.export({ format: 'jwk' })), 'neither EC'],
  ['a short RSA key', JSON.stringify(short.export({ format: 'jwk' })), 'shorter than 2048'],
  ['a public JWK', JSON.stringify(ec.publicKey.export({ format: 'jwk' })), 'private one is needed'],
  ['a public PEM', ec.publicKey.export({ format: 'pem', type: 'spki' }).toString(), 'private one'],
  ['an encrypted PEM', encrypted(), 'encrypted'],
  ['escaped newlines', ecPem.replaceAll('\n', '\\n'), 'escaped newlines'],
  ['an older PEM', ec.privateKey.export({ format: 'pem', type: 'sec1' }).toString(), 'PKCS#8'],
  [
    'a key and an algorithm at odds',
    JSON.stringify({ ...ecJwk, alg: 'PS256' }),
    'other than ES256',
  ],
  ['an unknown algorithm', JSON.stringify({ ...rsaJwk, alg: 'RS512' }), 'other than PS256'],
  ['half a JSON document', '{"kty":', 'not valid JSON'],
  ['an empty set', '{"keys":[]}', 'without keys'],
  ['a damaged JWK', JSON.stringify({ ...ecJwk, x: 'AA' }), 'damaged'],
  ['two keys of one kid', JSON.stringify({ keys: [ecJwk, ecJwk] }), 'share one kid'],
  ['words', 'let me in', 'neither a JWK nor'],
])('refuses %s, and shows nothing of it', (_what, text, message) => {
  expect(() => readClientKeys(text, null)).toThrow(message)
  expect(() => readClientKeys(text, null)).not.toThrow(/[\w-]{40,}/)
})

function encrypted(): string {
  const how = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'x' } as const
  return ec.privateKey.export(how).toString()
}

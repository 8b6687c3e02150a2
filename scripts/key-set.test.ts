import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { calculateJwkThumbprint } from 'jose'
import { expect, test } from 'vitest'
import { clientKeyAlgorithms, readClientKeys } from '../lib/client-key.ts'
import {
  type KeySet,
  type PrivateJwk,
  promoted,
  publicJwk,
  publicPem,
  readKeySet,
  retired,
  roleOf,
  WrongStep,
  withNewKey,
} from './key-set.ts'

const at = 1_800_000_000
const roles = (set: KeySet) => set.map((key) => roleOf(set, key))
const kids = (set: KeySet) => set.map(({ kid }) => kid)

test.each(clientKeyAlgorithms)(
  'a new %s key is one the app takes, named by its thumbprint',
  async (alg) => {
    const set = withNewKey([], alg, at)

    const [key] = readClientKeys(JSON.stringify({ keys: set }), null)
    expect(key).toMatchObject({
      alg,
      kid: await calculateJwkThumbprint(publicJwk(set[0] as PrivateJwk)),
    })
  },
)

test('rotation: new, promote, retire; the key that signs is published before and after', () => {
  const first = withNewKey([], 'ES256', at)
  expect(roles(first)).toEqual(['current'])

  const both = withNewKey(first, 'ES256', at)
  expect(roles(both)).toEqual(['current', 'next'])
  expect(kids(both)[0]).toBe(kids(first)[0])

  const swapped = promoted(both)
  expect(roles(swapped)).toEqual(['current', 'previous'])
  expect(kids(swapped)).toEqual(kids(both).reverse())

  const last = retired(swapped)
  expect(roles(last)).toEqual(['current'])
  expect(kids(last)).toEqual([kids(both)[1]])
})

test('a step that makes no sense is refused, and says which one does', () => {
  const one = withNewKey([], 'ES256', at)
  const both = withNewKey(one, 'ES256', at)

  expect(() => promoted(one)).toThrow(/Make one with "new"/)
  expect(() => retired(one)).toThrow(WrongStep)
  expect(() => retired(both)).toThrow(/promote/)
  expect(() => withNewKey(both, 'ES256', at)).toThrow(/Promote it first/)
  expect(() => withNewKey(promoted(both), 'ES256', at)).toThrow(/Retire it first/)
})

test('no order of steps takes away the key that signs, or lets one sign that was not published', () => {
  const step = fc.constantFrom('new', 'promote', 'retire')

  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let set = withNewKey([], 'ES256', at)
      for (const name of steps) {
        const before = set
        try {
          set = {
            new: () => withNewKey(set, 'ES256', at),
            promote: () => promoted(set),
            retire: () => retired(set),
          }[name]()
        } catch (error) {
          expect(error).toBeInstanceOf(WrongStep)
        }
        expect(kids(before)).toContain(kids(set)[0])
        expect(kids(set)).toContain(kids(before)[0])
        expect(set.length).toBeLessThanOrEqual(2)
      }
    }),
    { numRuns: 200 },
  )
})

test('a file of any form the app takes is read, and keeps its keys', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const pem = privateKey.export({ format: 'pem', type: 'pkcs8' }).toString()
  const jwk = privateKey.export({ format: 'jwk' })

  for (const text of [pem, JSON.stringify(jwk), JSON.stringify({ keys: [jwk] })]) {
    expect(readKeySet(text, null)).toMatchObject([{ d: jwk.d, alg: 'ES256', use: 'sig' }])
  }
  expect(readKeySet('', null)).toEqual([])
  expect(() => readKeySet('nonsense', null)).toThrow('neither a JWK')
})

test('of keys that do not say how old they are, the later ones wait', () => {
  const [one, two] = ['P-256', 'P-256'].map((namedCurve) =>
    generateKeyPairSync('ec', { namedCurve }).privateKey.export({ format: 'jwk' }),
  )
  const set = readKeySet(JSON.stringify({ keys: [one, two] }), null)

  expect(roles(set)).toEqual(['current', 'next'])
  expect(roles(promoted(set))).toEqual(['current', 'previous'])
  expect(roles(promoted(withNewKey(set.slice(0, 1), 'ES256', at)))).toEqual(['current', 'previous'])
})

test('what is shown of a key is its public half', () => {
  const [key] = withNewKey([], 'PS256', at)

  expect(Object.keys(publicJwk(key as PrivateJwk)).sort()).toEqual([
    'alg',
    'e',
    'kid',
    'kty',
    'n',
    'use',
  ])
  expect(publicPem(key as PrivateJwk)).toMatch(/^-----BEGIN PUBLIC KEY-----/)
})

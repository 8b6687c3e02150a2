import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type JsonWebKey,
} from 'node:crypto'
import { type ClientKeyAlgorithm, readClientKeys } from '../lib/client-key.ts'
import { words } from './fail.ts'
import { keyFaults } from './key-faults.ts'

/** A private key of a key file (RFC 7517 §4). `iat`, in epoch seconds, says when it was made. */
export type PrivateJwk = JsonWebKey &
  Readonly<{ kid: string; alg: ClientKeyAlgorithm; use: 'sig'; iat: number }>

/** The keys of a file, in its order: the first signs, all are published. */
export type KeySet = readonly PrivateJwk[]

/** What a key of a set is there for: it signs, it will sign, or it did. */
export type Role = 'current' | 'next' | 'previous'

/** A step that this set cannot take; the message says what to do instead. */
export class WrongStep extends Error {
  override readonly name = 'WrongStep'
}

/**
 * Reads a key file of any form that the app takes.
 *
 * @throws {Error} that says what is wrong with the keys, and never shows a part of them
 */
export function readKeySet(text: string, defaultAlg: ClientKeyAlgorithm | null): KeySet {
  const material = text.trim()
  if (material === '') return []
  const keys = readClientKeys(material, defaultAlg)
  const privateJwks = material.startsWith('{')
    ? jwksIn(material)
    : [createPrivateKey(material).export({ format: 'jwk' })]
  return keys.map(({ kid, alg }, index) => {
    const { iat, ...jwk } = privateJwks[index] ?? {}
    // Of unknown age, a key is taken for younger than those before it.
    return { ...jwk, kid, alg, use: 'sig', iat: typeof iat === 'number' ? iat : index + 1 }
  })
}

/** Adds a key that is published and does not sign yet; the first of a set signs at once. */
export function withNewKey(set: KeySet, alg: ClientKeyAlgorithm, now: number): KeySet {
  const waiting = inRole(set, 'next')
  if (waiting) throw new WrongStep(words(keyFaults['next-key-waiting'], waiting))
  const replaced = inRole(set, 'previous')
  if (replaced) throw new WrongStep(words(keyFaults['previous-key-there'], replaced))
  return [...set, makeKey(alg, Math.max(now, latest(set) + 1))]
}

/** Lets the next key sign. The one before it stays published: assertions under way are made with it. */
export function promoted(set: KeySet): KeySet {
  const next = inRole(set, 'next')
  if (!next) throw new WrongStep(words(keyFaults['no-next-key']))
  return [next, ...set.filter((key) => key !== next)]
}

/** Takes away the keys that signed before the current one. */
export function retired(set: KeySet): KeySet {
  const kept = set.filter((key) => roleOf(set, key) !== 'previous')
  if (kept.length === set.length) throw new WrongStep(words(keyFaults['no-key-replaced']))
  return kept
}

export function roleOf(set: KeySet, key: PrivateJwk): Role {
  const [current] = set
  if (!current || key === current) return 'current'
  return key.iat > current.iat ? 'next' : 'previous'
}

/** The public half, as the app publishes it. */
export function publicJwk({ kid, alg, use, ...key }: PrivateJwk): JsonWebKey {
  return { ...createPublicKey({ key, format: 'jwk' }).export({ format: 'jwk' }), kid, alg, use }
}

/** The public half as a registration form wants it. */
export function publicPem(key: PrivateJwk): string {
  return createPublicKey({ key, format: 'jwk' }).export({ format: 'pem', type: 'spki' }).toString()
}

function makeKey(alg: ClientKeyAlgorithm, iat: number): PrivateJwk {
  const { privateKey } =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 3072 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), alg }
  const [key] = readClientKeys(JSON.stringify(jwk), null)
  return { ...jwk, kid: key?.kid ?? '', alg, use: 'sig', iat }
}

function inRole(set: KeySet, role: Role): PrivateJwk | undefined {
  return set.find((key) => roleOf(set, key) === role)
}

function latest(set: KeySet): number {
  return Math.max(0, ...set.map(({ iat }) => iat))
}

function jwksIn(json: string): (JsonWebKey & { iat?: unknown })[] {
  const parsed = JSON.parse(json)
  return 'keys' in parsed ? parsed.keys : [parsed]
}

import { expect, test } from 'vitest'
import { passwordFor, recordSeal } from './seal.ts'
import { secret } from './testing/make.ts'

const other = 'another secret of at least 32 chars'
const text = JSON.stringify({ refreshToken: 'canary', name: 'Åsa Öberg' })

test('what is sealed comes back, and cannot be read in between', () => {
  const { seal, open } = recordSeal([secret])
  const sealed = seal(text, 'here')

  expect(open(sealed, 'here')).toBe(text)
  expect(Buffer.from(sealed).toString('latin1')).not.toContain('canary')
  expect(Buffer.from(seal(text, 'here')).equals(sealed)).toBe(false)
})

test('every bit of a seal counts', () => {
  const { seal, open } = recordSeal([secret])
  const sealed = seal('short', 'here')

  for (let bit = 0; bit < sealed.byteLength * 8; bit++) {
    const damaged = Uint8Array.from(sealed)
    damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    expect(open(damaged, 'here')).toBeNull()
  }
  for (let length = 0; length < sealed.byteLength; length++) {
    expect(open(sealed.subarray(0, length), 'here')).toBeNull()
  }
})

test('a seal opens only in the place it was made for', () => {
  const { seal, open } = recordSeal([secret])
  expect(open(seal(text, 'here'), 'there')).toBeNull()
})

test('the first secret seals, each is tried to open', () => {
  const sealed = recordSeal([secret, other]).seal(text, 'here')

  expect(recordSeal([other, secret]).open(sealed, 'here')).toBe(text)
  expect(recordSeal([secret]).open(sealed, 'here')).toBe(text)
  expect(recordSeal([other]).open(sealed, 'here')).toBeNull()
})

test('each purpose has a password of its own, and none is the secret', () => {
  const passwords = ['session', 'signin'].map((purpose) => passwordFor(purpose, secret))

  expect(new Set(passwords).size).toBe(2)
  expect(passwords).not.toContain(secret)
  expect(passwordFor('session', secret)).toBe(passwords[0])
  expect(passwordFor('session', other)).not.toBe(passwords[0])
})

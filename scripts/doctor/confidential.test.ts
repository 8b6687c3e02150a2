import { expect, test } from 'vitest'
import { newClientKey } from '../../lib/testing/issuer.ts'
import { Confidential } from './confidential.ts'

function keeping(...secrets: string[]): Confidential {
  const confidential = new Confidential()
  confidential.keep(...secrets)
  return confidential
}

test('what a server says is quoted on one line, and cut short', () => {
  const quoted = keeping('a-secret').quote(`client\nauthentication ${'failed '.repeat(50)}`)

  expect(quoted).toMatch(/^"client authentication failed/)
  expect(quoted.length).toBeLessThan(210)
})

test.each([
  ['a secret', 'you sent s3cr3t-of-ours'],
  ['the beginning of a secret', 'you sent s3cr3t-o'],
  ['a secret in an address', 'you sent s3cr3t-of%2Fours'],
  ['a token', 'you sent eyJhbGciOiJFUzI1NiJ9.e30.'],
  ['a long run of letters', `you sent ${'x'.repeat(40)}`],
])('nothing is quoted that holds %s', (_what, said) => {
  expect(keeping('s3cr3t-of-ours', 's3cr3t-of/ours').quote(said)).toContain('withheld')
})

test('the name of a key may be quoted, and its private part may not', async () => {
  const { jwk } = await newClientKey('ES256')
  const named = { ...JSON.parse(jwk), kid: 'key-of-2026' }
  const confidential = new Confidential()
  confidential.keepKeys(JSON.stringify({ keys: [named] }))

  expect(confidential.quote('unknown key key-of-2026')).toBe('"unknown key key-of-2026"')
  expect(confidential.quote(`d is ${String(named.d).slice(0, 20)}`)).toContain('withheld')
})

test('an error code is taken as one only where it looks like one and repeats nothing', () => {
  const confidential = keeping('secret_of_ours')

  expect(confidential.code('invalid_client')).toBe('invalid_client')
  expect(confidential.code('secret_of')).toBe('')
  expect(confidential.code('Invalid-Client')).toBe('')
  expect(confidential.code(undefined)).toBe('')
})

test('a secret that was typed into another variable is covered', () => {
  expect(keeping('s3cr3t').cover('client s3cr3t')).toBe('client [secret]')
})

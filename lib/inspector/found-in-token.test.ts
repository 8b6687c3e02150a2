import { expect, test } from 'vitest'
import type { CheckMade } from './flow.ts'
import { foundInToken } from './found-in-token.ts'

const judged: CheckMade = {
  ...{ type: 'check', name: 'signature and claims of the ID token', by: 'library', holds: false },
  expected: {
    ...{ issuer: 'https://issuer.test', audience: 'foyer', algorithms: ['ES256'] },
    ...{ clockTolerance: 30, maxTokenAge: 600, requiredClaims: ['sub', 'exp', 'iat'] },
  },
  found: {
    jwt: {
      ...{ jwt: true, characters: 700, mark: 'aaaaaa', header: { alg: 'none', kid: 'key-1' } },
      claims: { iss: 'https://other.test', aud: 'foyer', exp: 1_590, iat: 990 },
    },
  },
}

test('beside what was expected of a token stands what it says', () => {
  expect(foundInToken(judged, 1_000_000)).toEqual({
    ...{ issuer: 'https://other.test', audience: 'foyer', algorithms: 'none', kid: 'key-1' },
    ...{ clockTolerance: 'exp in 590 s', maxTokenAge: 'iat was 10 s ago' },
    requiredClaims: ['exp', 'iat'],
  })
})

test('a token that has ended says since when', () => {
  expect(foundInToken(judged, 1_600_000).clockTolerance).toBe('exp was 10 s ago')
})

test('a check without a token finds nothing in one', () => {
  expect(foundInToken({ ...judged, found: { jwt: null } }, 0)).toEqual({})
})

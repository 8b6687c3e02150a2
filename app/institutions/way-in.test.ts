import { expect, test } from 'vitest'
import { isOnTheWayIn } from './way-in.ts'

test.each([
  [null, true],
  ['not an address', true],
  ['http://localhost:3000/', true],
  ['http://localhost:3000/signed-out', true],
  ['http://127.0.0.1:4400/', true],
  ['http://localhost:3000/problem/access-denied?ref=1234-abcd', false],
  ['http://localhost:3000/institutions', false],
  ['http://localhost:3000/institutions/a/accounts', false],
  ['http://localhost:3000/profile', false],
])('who comes from %s is on the way in: %s', (referer, expected) => {
  expect(isOnTheWayIn(referer)).toBe(expected)
})

import { expect, test } from 'vitest'
import { pathPattern, pathSegment } from './path-segment.ts'

test.each([
  ['8f1f-22', '8f1f-22'],
  ['a/../b', 'a%2F..%2Fb'],
  ['a?b#c', 'a%3Fb%23c'],
])('%s stays one segment', (value, segment) => {
  expect(pathSegment(value)).toBe(segment)
})

test.each(['', '.', '..', 'x'.repeat(256), 'a\ud800'])('"%s" leads nowhere', (value) => {
  expect(() => pathSegment(value)).toThrow(expect.objectContaining({ code: 'api-unavailable' }))
})

test.each([
  ['/larkspur/enterprise/ada/accounts/a-1/dates', '/{id}/enterprise/{id}/accounts/{id}/dates'],
  ['/users/ada%2Fx/institutions', '/users/{id}/institutions'],
  [
    '/a/consumer/api/v0/users/u-1/accounts/7/transactions?offset=0',
    '/a/consumer/api/v0/users/{id}/accounts/{id}/transactions',
  ],
])('of %s the pattern is told, and no id', (path, pattern) => {
  expect(pathPattern(path)).toBe(pattern)
})

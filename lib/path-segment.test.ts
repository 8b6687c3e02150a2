import { expect, test } from 'vitest'
import { pathSegment } from './path-segment.ts'

test.each([
  ['8f1f-22', '8f1f-22'],
  ['a/../b', 'a%2F..%2Fb'],
  ['a?b#c', 'a%3Fb%23c'],
])('%s stays one segment', (value, segment) => {
  expect(pathSegment(value)).toBe(segment)
})

test.each(['', '.', '..', 'x'.repeat(256)])('"%s" leads nowhere', (value) => {
  expect(() => pathSegment(value)).toThrow(expect.objectContaining({ code: 'api-unavailable' }))
})

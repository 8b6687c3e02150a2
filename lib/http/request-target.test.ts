import { expect, test } from 'vitest'
import { isForPath } from './request-target.ts'

test.each([
  '/',
  '/institutions?query=%ff',
  '//evil.test/',
  '/%5c',
  '/a%20b',
  `/${'a'.repeat(9_000)}`,
])('%s is for a path', (url) => {
  expect(isForPath({ method: 'GET', url })).toBe(true)
})

test.each([
  '',
  '*',
  'http://evil.test/',
  'https://evil.test',
  'evil.test:443',
  '/%ff',
  '/%',
  '/%E0%A4',
])('"%s" is not', (url) => {
  expect(isForPath({ method: 'GET', url })).toBe(false)
})

test('TRACE is for nobody', () => {
  expect(isForPath({ method: 'TRACE', url: '/' })).toBe(false)
  expect(isForPath({ method: 'POST', url: '/' })).toBe(true)
})

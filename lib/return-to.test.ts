import { expect, test } from 'vitest'
import { landingPage, safeReturnTo } from './return-to.ts'

test.each([
  '/institutions',
  '/profile',
  '/institutions/8f1f/accounts?query=a%2Fb&status=Active&offset=25',
  '/institutions/8f1f/accounts/77?tab=//x#balance',
  '/',
])('goes back to %s', (path) => {
  expect(safeReturnTo(path)).toBe(path)
})

test.each([
  ['nothing', null],
  ['an empty value', ''],
  ['another site', 'https://evil.test/'],
  ['a scheme that runs', 'javascript:alert(1)'],
  ['a data address', 'data:text/html,x'],
  ['a scheme-relative address', '//evil.test'],
  ['three slashes', '///evil.test'],
  ['a backslash', '/\\evil.test'],
  ['two backslashes', '\\\\evil.test'],
  ['a backslash in the middle', '/a\\..\\\\evil.test'],
  ['a tab that the parser drops', '/\t/evil.test'],
  ['a line feed', '/a\nb'],
  ['a carriage return', '/a\rLocation: //evil.test'],
  ['a NUL', '/a\0b'],
  ['a leading space', ' /profile'],
  ['dot segments', '/a/../profile'],
  ['dot segments before a host', '/..//evil.test'],
  ['dot segments behind a dot', '/.//evil.test'],
  ['encoded dot segments', '/%2e%2e//evil.test'],
  ['an encoded slash', '/%2fevil.test'],
  ['an encoded backslash', '/%5cevil.test'],
  ['an encoded line feed', '/a%0ab'],
  ['an encoded NUL', '/a%00b'],
  ['an encoding that is none', '/a%zz'],
  ['user info', '/@evil.test@//evil.test'],
  ['user info before a host', 'https://localhost:3000@evil.test/'],
  ['a path without a slash', 'profile'],
  ['letters beyond ASCII', '/pröfile'],
  ['a step of a flow', '/auth/logout'],
  ['an encoded step of a flow', '/%61uth/callback?code=1'],
  ['an over-long path', `/${'a'.repeat(1024)}`],
])('goes to the landing page for %s', (_what, value) => {
  expect(safeReturnTo(value)).toBe(landingPage)
})

import { expect, test } from 'vitest'
import { isMasked, isShownToken, markOf, type Shown, shown, shownToken } from './mask.ts'
import { shownBody } from './message.ts'

const jwt = (header: object, claims: object) =>
  `${[header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.')}.c2lnbmF0dXJl`

test('only what stands under a name on the list is read out', () => {
  expect(shown({ scope: 'openid', code: 'SplxlOBeZQQYbYS6WxSbIA', whatever: 'it may be' })).toEqual(
    {
      scope: 'openid',
      code: { masked: true, characters: 22, mark: markOf('SplxlOBeZQQYbYS6WxSbIA') },
      whatever: { masked: true, characters: 9, mark: markOf('it may be') },
    },
  )
})

test('numbers and truths under other names are masked too', () => {
  expect(isMasked(shown({ pin: 1234 }.pin, 'pin'))).toBe(true)
  expect(shown(600, 'expires_in')).toBe(600)
})

test('the same value has the same mark, another one another, and neither says what it was', () => {
  expect(markOf('one')).toBe(markOf('one'))
  expect(markOf('one')).not.toBe(markOf('two'))
  expect(markOf('one')).toMatch(/^[0-9a-f]{6}$/)
})

test('a JWT keeps header and claims, each by the same rule, and loses its signature', () => {
  const token = jwt(
    { alg: 'ES256', kid: 'k1' },
    { iss: 'https://issuer.test', nonce: 'n-0S6_WzA2Mj' },
  )
  const it = shownToken(token)

  if (!isShownToken(it)) throw new Error('not read as a token')
  expect(it.header).toEqual({ alg: 'ES256', kid: 'k1' })
  expect(it.claims).toMatchObject({ iss: 'https://issuer.test', nonce: { masked: true } })
  expect(JSON.stringify(it)).not.toContain('c2lnbmF0dXJl')
  expect(JSON.stringify(it)).not.toContain('n-0S6_WzA2Mj')
})

test.each([
  ['opaque', 'gfFb0TZcVMhgYzvJgdGiO'],
  ['encrypted', 'eyJhbGciOiJSU0EifQ.a.b.c.d'],
  ['no JSON inside', 'eyJhbGci.eyJhbGci.x'],
  ['longer than tokens are', jwt({}, { name: 'x'.repeat(20_000) })],
])('a token that is %s is masked whole', (_what, token) => {
  expect(isMasked(shownToken(token))).toBe(true)
})

test('a JWT is known by its look wherever it stands, and so is a secret in a text', () => {
  const token = jwt({ alg: 'none' }, { sub: 'somebody' })

  expect(isShownToken(shown(token, 'error_description'))).toBe(true)
  expect(shown(`see Bearer ${'a'.repeat(30)}`, 'error_description')).toBe('see Bearer [removed]')
})

test('depth, length and count are bounded', () => {
  const deep = JSON.parse(`${'{"a":'.repeat(500)}1${'}'.repeat(500)}`)
  const many = Array.from({ length: 1_000 }, () => 'read')

  expect(JSON.stringify(shown(deep)).length).toBeLessThan(200)
  expect(shown(many, 'scope')).toEqual([...many.slice(0, 10), '… 990 more'])
  expect(JSON.stringify(shown('x y'.repeat(2_000), 'message')).length).toBeLessThan(2_100)
  const query =
    'n=1&'.repeat(5_000) + Array.from({ length: 5_000 }, (_, one) => `n${one}`).join('&')
  const { n, ...rest } = Object(shownBody(new URLSearchParams(query), null))
  expect([n.length, Object.keys(rest).length]).toEqual([60, 59])
})

test('a member called __proto__ is a member like any other', () => {
  const hostile: Shown = shown(JSON.parse('{"__proto__": {"scope": "openid"}}'))

  expect(Object.getPrototypeOf(hostile)).toBe(Object.prototype)
})

test('in prose of another server, long words with digits are taken out', () => {
  const said =
    'the code CANARY7f3a91c2-code of https://jackhenry.com/account-services/accounts.read is 7f3a-91c2'

  expect(shown(said, 'error_description')).toBe(
    'the code [removed] of https://jackhenry.com/account-services/accounts.read is 7f3a-91c2',
  )
})

test('what is there to be seen has no letters but visible ones, and an end', () => {
  expect(shown('6rC9uTmH7-xfsP82-iUfGg', 'at_hash')).toBe('6rC9uTmH7-xfsP82-iUfGg')
  expect(shown('k1\u202e\n', 'kid')).not.toContain('\u202e')
  expect(isMasked(shown('x'.repeat(5_000), 'n'))).toBe(false)
  expect(String(shown('x'.repeat(5_000), 'n')).length).toBeLessThan(100)
})

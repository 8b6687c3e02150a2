import fc from 'fast-check'
import { expect, test } from 'vitest'
import { redacted, redactedText, withoutQuery } from './redaction.ts'

const opaque = fc.stringMatching(/^CANARY[A-Za-z0-9_-]{37,90}$/)
const jwt = fc.stringMatching(
  /^eyJ[A-Za-z0-9_-]{6,40}\.CANARY[A-Za-z0-9_-]{4,40}\.[A-Za-z0-9_-]{4,40}$/,
)
const short = fc.stringMatching(/^CANARY[A-Za-z0-9._~+/=-]{2,20}$/)
const words = fc.stringMatching(/^[ a-z,.]{0,40}$/)

/** Texts that hold a canary in each of the ways in which secrets stand in texts. */
const telling = fc
  .tuple(
    words,
    fc.oneof(
      opaque,
      jwt,
      short.map((it) => `Bearer ${it}`),
      short.map((it) => `basic ${it}`),
      fc
        .tuple(
          fc.constantFrom('code', 'state', 'refresh_token', 'client_secret', 'login_hint'),
          short,
        )
        .map(([name, it]) => `https://a.test/callback?x=1&${name}=${it.replace(/[&#]/g, '')}&y=2`),
      short.map((it) => JSON.stringify({ access_token: it, expires_in: 60 })),
      short.map((it) => `redis://foyer:${it.replace(/[/]/g, '')}@10.0.0.1:6379/0`),
      opaque.map((it) => `Fe26.2*1*${it}*${it}~2`),
      opaque.map((it) => `-----BEGIN PRIVATE KEY-----\n${it}\n${it}\n-----END PRIVATE KEY-----`),
    ),
    words,
  )
  .map((parts) => parts.join(' '))

const secretName = fc.constantFrom(
  ...[
    'accessToken',
    'access_token',
    'refresh-token',
    'Authorization',
    'set-cookie',
    'codeVerifier',
  ],
  ...['client_assertion', 'clientSecret', 'code', 'state', 'nonce', 'sub', 'email', 'd', 'idToken'],
)

const leaf = fc.oneof(telling, fc.constant('fine'), fc.integer(), fc.constant(null))
const anything = fc.letrec<{ tree: unknown }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie('tree'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(fc.constantFrom('a', 'url', '__proto__', 'toJSON'), telling),
      tie('tree'),
    ),
    fc.tuple(secretName, short).map(([name, it]) => ({ [name]: it, kept: 'fine' })),
    fc.tuple(secretName, short).map(([name, it]) => ({ [name]: { deep: [it] } })),
    telling.map((it) => Object.assign(new TypeError(it), { body: it, cause: new Error(it) })),
  ),
})).tree

test('a secret never comes out, under whatever name, in whatever text, at whatever depth', () => {
  fc.assert(
    fc.property(anything, (value) => !(JSON.stringify(redacted(value)) ?? '').includes('CANARY')),
    { numRuns: 500 },
  )
})

test('what comes out is one valid line of bounded length, whatever went in', () => {
  const hostile = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withTypedArray: true,
  })
  fc.assert(
    fc.property(fc.oneof(hostile, fc.string({ unit: 'binary' })), (value) => {
      const line = JSON.stringify(redacted({ value }))
      expect(line).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\ud800-\udfff]/u)
      expect(line.length).toBeLessThan(50_000)
      JSON.parse(line)
    }),
    { numRuns: 40 },
  )
})

test.each([
  ['line breaks', 'a\r\nb\u0085c\u2028d\u2029e', 'a��b�c�d�e'],
  ['colours of a terminal', '\u001b[31mred\u009b0m', '�[31mred�0m'],
  ['half of a character', 'a\ud800b', 'a\ufffdb'],
  ['text that runs backwards', 'a\u202eb', 'a\ufffdb'],
  ['a NUL', 'a\0b', 'a\ufffdb'],
])('%s cannot be told', (_what, text, clean) => {
  expect(redactedText(text)).toBe(clean)
})

test('of a long text its length is told, and it takes no time', () => {
  expect(redactedText('eyJ'.repeat(400_000))).toBe('[1200000 characters]')
})

test('nothing that can be nested or repeated makes it long', () => {
  const round: Record<string, unknown> = { many: Array.from({ length: 100_000 }, () => ({ a: 1 })) }
  round.self = round

  expect(JSON.stringify(redacted(round)).length).toBeLessThan(20_000)
})

test('what can be told stays as it is', () => {
  const fields = {
    event: 'refusal',
    problem: 'issuer-refused',
    reference: '1f2e-3d4c',
    requestId: '7f9c24e8-3b12-4fef-91d0-1f2e3d4c5b6a',
    issuer: 'https://issuer.test/a-tenant',
    missing: ['https://jackhenry.com/account-services/accounts.write', 'offline_access'],
    movedTo: '/var/lib/foyer/sessions.db.unusable-1795279564000',
    reason: 'the server answered invalid_client',
    durationMs: 12.5,
    nothing: null,
  }
  expect(redacted(fields)).toEqual(fields)
})

test('a member of a hostile name is a member, and nothing more', () => {
  const value = JSON.parse('{"__proto__": {"isAdmin": true}, "constructor": "x"}')

  expect(JSON.stringify(redacted(value))).toBe('{"__proto__":{"isAdmin":true},"constructor":"x"}')
  expect(({} as Record<string, unknown>).isAdmin).toBeUndefined()
})

test('what throws when it is looked at does no harm', () => {
  const trap = {
    get open(): string {
      throw new Error('CANARY')
    },
  }
  expect(redacted({ trap, after: 1 })).toEqual({ trap: '[unreadable]', after: 1 })
})

test('of an error its kind is told', () => {
  const error = Object.assign(new TypeError('CANARY'), { code: 'ECONNREFUSED' })
  expect(redacted({ error })).toEqual({ error: { name: 'TypeError', code: 'ECONNREFUSED' } })
})

test('an address is told without user, query and fragment', () => {
  expect(withoutQuery('https://u:p@a.test/auth/callback?code=1#x')).toBe(
    'https://a.test/auth/callback',
  )
  expect(withoutQuery('/auth/callback?code=1')).toBe('[removed]')
})

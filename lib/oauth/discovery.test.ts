import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { forgetIssuers, registrationAt, startIssuer } from '#lib/testing/issuer.ts'
import { discover, knownIssuer, watchIssuers } from './discovery.ts'

const path = '/.well-known/openid-configuration'

beforeEach(forgetIssuers)
afterEach(() => vi.useRealTimers())

test('many that ask at once share one request, and the answer is kept for an hour', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { callsTo } = await startIssuer()

  const issuers = await Promise.all([1, 2, 3].map(() => discover(registrationAt())))
  vi.setSystemTime(Date.now() + 60 * 60_000 - 1)
  await discover(registrationAt())
  expect(new Set(issuers).size).toBe(1)
  expect(callsTo(path)).toHaveLength(1)

  vi.setSystemTime(Date.now() + 1)
  await discover(registrationAt())
  expect(callsTo(path)).toHaveLength(2)
})

test.each([
  ['another issuer', { issuer: 'https://evil.test' }],
  ['an issuer that differs by a slash', { issuer: 'https://issuer.test/' }],
  ['an issuer that differs by a port', { issuer: 'https://issuer.test:443' }],
  ['an authorization endpoint that is a script', { authorization_endpoint: 'javascript:alert(1)' }],
  ['a token endpoint without TLS', { token_endpoint: 'http://issuer.test/token' }],
  ['an end-session endpoint that is data', { end_session_endpoint: 'data:text/html,x' }],
  ['no key set', { jwks_uri: undefined }],
  ['a token endpoint on this machine', { token_endpoint: 'http://127.0.0.1:4400/token' }],
  ['a key set on this machine', { jwks_uri: 'https://localhost/jwks' }],
])('refuses metadata with %s', async (_what, metadata) => {
  await startIssuer({ metadata })

  await expect(discover(registrationAt())).rejects.toMatchObject({ code: 'untrusted-response' })
  expect(knownIssuer(registrationAt())).toBeNull()
})

test('a failure is not remembered', async () => {
  const { script } = await startIssuer({
    answer: { [path]: () => new Response(null, { status: 503 }) },
  })
  await expect(discover(registrationAt())).rejects.toMatchObject({ code: 'issuer-unavailable' })

  Object.assign(script, { answer: {} })

  await expect(discover(registrationAt())).resolves.toMatchObject({})
})

test('an issuer that was there before is taken at its last word while it is down', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { script, callsTo } = await startIssuer()
  const before = await discover(registrationAt())

  vi.setSystemTime(Date.now() + 2 * 60 * 60_000)
  Object.assign(script, { answer: { [path]: () => new Response(null, { status: 500 }) } })

  expect(await discover(registrationAt())).toBe(before)
  expect(await discover(registrationAt())).toBe(before)
  expect(callsTo(path)).toHaveLength(2)
})

test('that an issuer is taken at its last word is told once, and once that it is back', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { script } = await startIssuer()
  await discover(registrationAt())
  const told: (string | null)[] = []
  watchIssuers((_issuer, reason) => told.push(reason))

  vi.setSystemTime(Date.now() + 2 * 60 * 60_000)
  Object.assign(script, { answer: { [path]: () => new Response(null, { status: 500 }) } })
  await discover(registrationAt())
  vi.setSystemTime(Date.now() + 10_001)
  await Promise.all([discover(registrationAt()), discover(registrationAt())])
  expect(told).toEqual([`issuer.test${path} answered 500`])

  Object.assign(script, { answer: {} })
  expect((await discover(registrationAt())).metadata.issuer).toBe('https://issuer.test')
  vi.setSystemTime(Date.now() + 10_001)
  await Promise.all([discover(registrationAt()), discover(registrationAt())])
  expect(told.slice(1)).toEqual([null])
})

test('the metadata is asked for as JSON, and what is none is no answer', async () => {
  const { callsTo } = await startIssuer({ answer: { [path]: () => new Response('<html>') } })

  await expect(discover(registrationAt())).rejects.toMatchObject({
    code: 'issuer-unavailable',
    message: `issuer.test${path} answered no metadata`,
  })
  expect(callsTo(path)[0]?.headers.get('accept')).toBe('application/json')
})

test('metadata without an optional address is good', async () => {
  const metadata = { end_session_endpoint: undefined, revocation_endpoint: undefined }
  await startIssuer({ metadata })

  await expect(discover(registrationAt())).resolves.toMatchObject({})
})

test('an hour later the keys are still those, unless they are said to be elsewhere', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const { script } = await startIssuer()
  const { keys } = await discover(registrationAt())

  vi.setSystemTime(Date.now() + 60 * 60_000 + 1)
  expect((await discover(registrationAt())).keys).toBe(keys)

  vi.setSystemTime(Date.now() + 60 * 60_000 + 1)
  Object.assign(script, { metadata: { jwks_uri: 'https://issuer.test/other-keys' } })
  expect((await discover(registrationAt())).keys).not.toBe(keys)
})

test('two readings of one issuer do not share what is known', async () => {
  const { callsTo } = await startIssuer()

  await discover(registrationAt())
  await discover(registrationAt({ discoveryUrl: `https://issuer.test${path}?tenant=two` }))

  expect(callsTo(path)).toHaveLength(2)
})

import { beforeEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import type { ServiceToken } from '#lib/oauth/client-credentials.ts'
import type { Registration } from '#lib/oauth/registration.ts'
import { registrationAt } from '#lib/testing/issuer.ts'
import { TokenSource } from './token-source.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

const wish = { registration: registrationAt({ scope: 'users' }), institutionId: 'larkspur' }
const unavailable = () => new FlowError('issuer-unavailable', 'the server answered 503')

/** A source at a server that gives a token of its own to each request, or whatever `answer` does. */
function sourceAt(answer: (count: number) => Promise<ServiceToken> = async (n) => tokenOf(n)) {
  const request = vi.fn((_registration: Registration, _institutionId: string | null) =>
    answer(request.mock.calls.length),
  )
  return { source: new TokenSource(request), request }
}

function tokenOf(count: number): ServiceToken {
  return {
    accessToken: `token-${count}`,
    expiresAt: Date.now() + 600_000,
    scope: 'users',
    claims: null,
  }
}

test('a hundred calls in the life of a token make one request', async () => {
  const { source, request } = sourceAt()

  for (let call = 0; call < 100; call++) {
    expect((await source.token(wish)).accessToken).toBe('token-1')
    vi.advanceTimersByTime(5_000)
  }
  expect(request).toHaveBeenCalledTimes(1)
})

test('a token is renewed before it ends', async () => {
  const { source } = sourceAt()
  await source.token(wish)

  vi.advanceTimersByTime(570_000)
  expect((await source.token(wish)).accessToken).toBe('token-2')
})

test('a token with a short life is shared for most of it too', async () => {
  const { source, request } = sourceAt(async (n) => ({
    ...tokenOf(n),
    expiresAt: Date.now() + 20_000,
  }))

  for (let call = 0; call < 100; call++) {
    await source.token(wish)
    vi.advanceTimersByTime(149)
  }
  expect(request).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(200)
  await source.token(wish)
  expect(request).toHaveBeenCalledTimes(2)
})

test('five hundred at once on a cold, slow server share one request', async () => {
  const { source, request } = sourceAt(
    (count) => new Promise((resolve) => setTimeout(() => resolve(tokenOf(count)), 4_000)),
  )

  const all = Promise.all(Array.from({ length: 500 }, () => source.token(wish)))
  await vi.advanceTimersByTimeAsync(4_000)

  expect(new Set((await all).map(({ accessToken }) => accessToken))).toEqual(new Set(['token-1']))
  expect(request).toHaveBeenCalledTimes(1)
})

test('nobody waits longer than the limit for a server that never answers', async () => {
  const { source, request } = sourceAt(() => new Promise(() => {}))

  const all = Promise.allSettled(Array.from({ length: 500 }, () => source.token(wish)))
  await vi.advanceTimersByTimeAsync(10_001)

  for (const { status } of await all) expect(status).toBe('rejected')
  expect(request).toHaveBeenCalledTimes(1)
})

test.each([
  ['scope', { ...wish, registration: registrationAt({ scope: 'other' }) }],
  ['client', { ...wish, registration: registrationAt({ scope: 'users', clientId: 'other' }) }],
  [
    'issuer',
    { ...wish, registration: registrationAt({ scope: 'users', issuer: 'https://b.test' }) },
  ],
  ['institution', { ...wish, institutionId: 'juniper' }],
])('a token is for one %s, and is shared with no other', async (_what, other) => {
  const { source } = sourceAt()

  expect((await source.token(wish)).accessToken).toBe('token-1')
  expect((await source.token(other)).accessToken).toBe('token-2')
  expect((await source.token(wish)).accessToken).toBe('token-1')
})

test('a refused token is asked for anew once, however many it was refused to', async () => {
  const { source, request } = sourceAt()
  const { accessToken } = await source.token(wish)

  const renewed = await Promise.all(
    Array.from({ length: 20 }, () => source.token(wish, accessToken)),
  )

  expect(new Set(renewed.map((it) => it.accessToken))).toEqual(new Set(['token-2']))
  expect(request).toHaveBeenCalledTimes(2)
})

test('a server in trouble is left alone for longer and longer, and then asked again', async () => {
  vi.spyOn(Math, 'random').mockReturnValue(1)
  const { source, request } = sourceAt(async () => Promise.reject(unavailable()))

  for (const pause of [500, 1_000, 2_000]) {
    await expect(source.token(wish)).rejects.toMatchObject({ code: 'issuer-unavailable' })
    const asked = request.mock.calls.length
    vi.advanceTimersByTime(pause - 1)
    await expect(source.token(wish)).rejects.toMatchObject({ code: 'issuer-unavailable' })
    expect(request).toHaveBeenCalledTimes(asked)
    vi.advanceTimersByTime(1)
  }
})

test('while a token lives, a server in trouble is nobody’s trouble', async () => {
  const { source } = sourceAt(async (n) => (n === 1 ? tokenOf(1) : Promise.reject(unavailable())))
  await source.token(wish)

  vi.advanceTimersByTime(580_000)
  expect((await source.token(wish)).accessToken).toBe('token-1')
  vi.advanceTimersByTime(20_000)
  await expect(source.token(wish)).rejects.toMatchObject({ code: 'issuer-unavailable' })
})

test('a client that is refused is told at once, each time', async () => {
  const refused = new FlowError('issuer-refused', 'the server answered invalid_client')
  const { source, request } = sourceAt(async () => Promise.reject(refused))

  await expect(source.token(wish)).rejects.toBe(refused)
  await expect(source.token(wish)).rejects.toBe(refused)
  expect(request).toHaveBeenCalledTimes(2)
})

import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { takeBerth } from '#lib/bulkhead.ts'
import { FlowError } from '#lib/errors.ts'
import { type ApiCall, callApi, callApiOnce, send } from './api.ts'
import type { Viewer } from './viewer.ts'

const viewer = {
  api: { kind: 'enterprise', baseUrl: 'https://api.test' },
  authorization: 'Bearer x',
} as Viewer
const call = { path: '/accounts', answer: z.object({}) }
const asked = vi.fn<typeof fetch>()

beforeEach(() => {
  vi.stubGlobal('fetch', asked)
  asked.mockReset().mockRejectedValueOnce(new TypeError('fetch failed'))
  asked.mockImplementation(async () => Response.json({}))
})

test.each<ApiCall<object>>([
  call,
  { ...call, method: 'GET' },
  { ...call, method: 'POST', reads: true },
])('what reads is asked for once more', async (read) => {
  expect(await callApi(viewer, read)).toEqual({})
  expect(asked).toHaveBeenCalledTimes(2)
})

test.each(['POST', 'PUT', 'PATCH'] as const)('a %s is never repeated by itself', async (method) => {
  await expect(callApi(viewer, { ...call, method })).rejects.toMatchObject({ isPassing: true })
  await send(viewer, 'Bearer x', { ...call, method })
  expect(asked).toHaveBeenCalledTimes(2)

  // @ts-expect-error what replaces something cannot say that it only reads
  const put: ApiCall<object> = { ...call, method: 'PUT', reads: true }
  expect(put.method).toBe('PUT')
})

test('what is only nice to have is asked for once', async () => {
  await expect(callApiOnce(viewer, call)).rejects.toMatchObject({ code: 'api-unavailable' })
  expect(asked).toHaveBeenCalledTimes(1)
})

test.each([
  [429, true],
  [500, true],
  [418, false],
])('whether a %i may pass is told with it', async (status, isPassing) => {
  asked.mockReset().mockImplementation(async () => new Response(null, { status }))
  await expect(callApi(viewer, call)).rejects.toMatchObject({ isPassing })
})

test('a bank whose places are taken leaves those of the others at the same API', async () => {
  const at = (institutionId: string) => ({ ...viewer, institutionId }) as Viewer
  const taken = Array.from({ length: 256 }, () => takeBerth('api https://api.test', 'larkspur'))

  await expect(callApi(at('larkspur'), call)).rejects.toMatchObject({ code: 'api-unavailable' })
  expect(asked).not.toHaveBeenCalled()
  expect(await callApi(at('fern'), call)).toEqual({})

  for (const berth of taken) berth?.leave()
})

/** Whoever is signed in, with a token that is renewed to the next of these. */
function viewerWith(...tokens: string[]) {
  const renew = vi.fn(async () => {
    held.authorization = tokens.shift() ?? 'none left'
  })
  const end = vi.fn(async () => new FlowError('session-over', 'scripted'))
  const held = { ...viewer, authorization: tokens.shift() ?? '', renew, end }
  return held as typeof held & Viewer
}
const answers = (...all: Response[]) =>
  asked.mockReset().mockImplementation(async () => all.shift() ?? Response.error())
const tokensSent = () =>
  asked.mock.calls.map(([, init]) => new Headers(init?.headers).get('authorization'))

test('a token that is refused is renewed once, and what reads is asked again with the new one', async () => {
  const person = viewerWith('old', 'new')
  answers(new Response(null, { status: 401 }), Response.json({}))

  expect(await callApi(person, call)).toEqual({})
  expect(person.renew).toHaveBeenCalledExactlyOnceWith('old')
  expect(tokensSent()).toEqual(['old', 'new'])
  expect(person.end).not.toHaveBeenCalled()
})

test('a token that is refused for a write is renewed, and the write is not sent again', async () => {
  const person = viewerWith('old', 'new')
  answers(new Response(null, { status: 401 }), Response.json({}))

  const written = callApi(person, { ...call, method: 'PUT' })
  await expect(written).rejects.toMatchObject({ code: 'api-unavailable', isPassing: true })
  expect(person.renew).toHaveBeenCalledExactlyOnceWith('old')
  expect(tokensSent()).toEqual(['old'])
  expect(person.end).not.toHaveBeenCalled()
})

test('a second refusal ends the grant', async () => {
  const person = viewerWith('old', 'new')
  answers(new Response(null, { status: 401 }), new Response(null, { status: 401 }))

  await expect(callApi(person, call)).rejects.toMatchObject({ code: 'session-over' })
  expect(person.end).toHaveBeenCalledExactlyOnceWith('new', expect.anything())
})

test('a call that is only nice to have renews and ends nothing', async () => {
  const person = viewerWith('old', 'new')
  answers(new Response(null, { status: 401 }))

  await expect(callApiOnce(person, call)).rejects.toMatchObject({ code: 'api-unavailable' })
  expect([person.renew, person.end].map((it) => it.mock.calls.length)).toEqual([0, 0])
})

test.each([
  ['a permission is lacking', 403, {}, 'not-permitted'],
  ['a scope', 403, { 'www-authenticate': 'Bearer error="insufficient_scope"' }, 'missing-scope'],
  ['no call is understood', 400, {}, 'api-unavailable'],
  ['the answer has another shape', 200, {}, 'api-unavailable'],
])('where %s, that is the problem', async (_what, status, headers, code) => {
  answers(new Response('[]', { status, headers: headers as Record<string, string> }))
  await expect(callApi(viewer, call)).rejects.toMatchObject({ code })
})

test('what is not there is null, and no problem', async () => {
  answers(new Response('{}', { status: 404 }))
  expect(await callApi(viewer, call)).toBeNull()
})

test('a request says what it carries, and against which version', async () => {
  answers(Response.json({}), Response.json({}))
  await send(viewer, 'Bearer x', { method: 'PUT', path: '/a', body: { a: 1 }, ifMatch: '"7"' })
  await send(viewer, 'Bearer x', { path: '/a' })

  const [put, get] = asked.mock.calls.map(([, init]) => new Headers(init?.headers))
  expect([put?.get('content-type'), put?.get('if-match')]).toEqual(['application/json', '"7"'])
  expect([get?.has('content-type'), get?.has('if-match')]).toEqual([false, false])
  expect(asked.mock.calls.map(([, init]) => init?.body)).toEqual(['{"a":1}', null])
})

test.each([
  ['another name', 'req-1.2:3', 'req-1.2:3'],
  ['a name with more in it', '<b>1</b>', null],
  ['a name without an end', 'x'.repeat(129), null],
])('of what an API calls a request, %s is told only where it is one', async (_what, id, told) => {
  answers(new Response(null, { status: 500, headers: { 'x-request-id': id } }))
  await expect(callApi(viewer, call)).rejects.toMatchObject({ requestId: told })
})

test('an API that calls a request as we do has no other name for it', async () => {
  asked.mockReset().mockImplementation(async (_url, init) => {
    const id = new Headers(init?.headers).get('x-request-id') ?? ''
    return new Response(null, { status: 500, headers: { 'x-request-id': id } })
  })
  const failure = await callApi(viewer, call).catch((error: unknown) => error)

  const sent = new Headers(asked.mock.calls[0]?.[1]?.headers).get('x-request-id')
  expect(failure).toMatchObject({ requestId: null, reference: sent })
})

import { beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { takeBerth } from '#lib/bulkhead.ts'
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

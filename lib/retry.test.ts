import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { boundedFetch } from './bounded-fetch.ts'
import { repeatableFetch } from './retry.ts'

const limits = { lane: 'api', timeoutMs: 10_000, maxBytes: 1000 } as const
let server: Server | null = null

/** A server that goes through these answers, and stays with the last; tells when it was asked. */
async function serve(...answers: RequestListener[]) {
  const askedAt: number[] = []
  const started = createServer((request, response) => {
    const at = Math.min(askedAt.length, answers.length - 1)
    askedAt.push(performance.now())
    answers[at]?.(request, response)
  })
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(started.address() as AddressInfo).port}/`, askedAt }
}

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

const resets: RequestListener = (request) => request.socket.destroy()
const breaksOff: RequestListener = (request, response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{')
  setImmediate(() => request.socket.destroy())
}
const ok: RequestListener = (_request, response) => response.end('fine')
const says =
  (status: number, headers = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end()

test.each<[string, RequestListener]>([
  ['a reset connection', resets],
  ['an answer that breaks off', breaksOff],
  ['a 502', says(502)],
  ['a 503', says(503)],
  ['a 429 that asks for no time', says(429, { 'retry-after': '0' })],
])('%s is tried once more, after a moment', async (_what, fault) => {
  const { url, askedAt } = await serve(fault, ok)

  expect(await (await repeatableFetch(url, {}, limits)).text()).toBe('fine')

  const [first = 0, second = 0] = askedAt
  expect(askedAt).toHaveLength(2)
  expect(second - first).toBeGreaterThan(40)
})

test.each<[string, RequestListener, number]>([
  ['a 500', says(500), 500],
  ['a 404', says(404), 404],
  ['a 429 without a time', says(429), 429],
  ['a 429 that asks for too long', says(429, { 'retry-after': '30' }), 429],
  ['a 503 that names a day', says(503, { 'retry-after': 'Sun, 04 Jan 2026 00:00:00 GMT' }), 503],
])('%s is an answer', async (_what, answer, status) => {
  const { url, askedAt } = await serve(answer, ok)

  expect((await repeatableFetch(url, {}, limits)).status).toBe(status)
  expect(askedAt).toHaveLength(1)
})

test('a second fault is the answer', async () => {
  const { url, askedAt } = await serve(says(503))
  expect((await repeatableFetch(url, {}, limits)).status).toBe(503)
  expect(askedAt).toHaveLength(2)
})

test('the time limit holds for both tries together', async () => {
  const late: RequestListener = (request) => setTimeout(() => request.socket.destroy(), 1_500)
  const { url, askedAt } = await serve(late, () => {})
  const short = { ...limits, timeoutMs: 2_500 }
  const startedAt = performance.now()

  await expect(repeatableFetch(url, {}, short)).rejects.toThrow('did not answer within 2500 ms')
  expect(askedAt).toHaveLength(2)
  // A limit for each would have ended at four seconds.
  expect(performance.now() - startedAt).toBeLessThan(3_900)
})

test('who no longer waits is not asked for again', async () => {
  const { url, askedAt } = await serve(() => {})
  const signal = AbortSignal.timeout(50)

  await expect(repeatableFetch(url, { signal }, limits)).rejects.toThrow('could not be reached')
  expect(askedAt).toHaveLength(1)
})

test('what may not be asked twice is not, whatever breaks', async () => {
  const { url, askedAt } = await serve(resets, ok)

  await expect(boundedFetch(url, { method: 'POST' }, limits)).rejects.toThrow('UND_ERR_SOCKET')
  expect(askedAt).toHaveLength(1)
})

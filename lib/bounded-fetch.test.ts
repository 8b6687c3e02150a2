import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { boundedFetch } from './bounded-fetch.ts'

let server: Server | null = null

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/`
}

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

const limits = { lane: 'api', timeoutMs: 1_000, maxBytes: 1000 } as const

test('brings an answer within the limits, headers and all', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(201, { 'x-request-id': 'abc' }).end('x'.repeat(1000))
  })

  const answer = await boundedFetch(url, {}, limits)

  expect(answer.status).toBe(201)
  expect(answer.headers.get('x-request-id')).toBe('abc')
  expect(await answer.text()).toHaveLength(1000)
})

test('an answer without a body is an answer', async () => {
  const url = await serve((_request, response) => response.writeHead(204).end())

  expect((await boundedFetch(url, {}, limits)).status).toBe(204)
})

test.each<[string, RequestListener, string]>([
  ['never answers', () => {}, 'did not answer within 1000 ms'],
  [
    'never finishes',
    (_request, response) => void response.write('x'),
    'did not answer within 1000 ms',
  ],
  [
    'sends too much',
    (_request, response) => void response.end('x'.repeat(1001)),
    'more than 1000 bytes',
  ],
  [
    'redirects',
    (_request, response) => void response.writeHead(307, { location: '/' }).end(),
    'redirect',
  ],
  ['hangs up', (request) => void request.socket.destroy(), 'could not be reached (UND_ERR_SOCKET)'],
])('gives up on a server that %s', async (_what, listener, message) => {
  const url = await serve(listener)

  await expect(boundedFetch(url, {}, limits)).rejects.toThrow(message)
})

test('a redirect is an answer to who asks for it, and is not followed', async () => {
  const url = await serve((_request, response) => {
    response.writeHead(303, { location: 'https://elsewhere.test/' }).end()
  })

  const answer = await boundedFetch(url, {}, { ...limits, showsRedirects: true })

  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('https://elsewhere.test/')
})

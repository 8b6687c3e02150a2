import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { boundedFetch, limits } from './bounded-fetch.ts'
import { takeBerth } from './bulkhead.ts'

const servers: Server[] = []

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener)
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    server.close()
  }
})

const api = { ...limits.api, timeoutMs: 1_000 }

test('of 300 calls to a silent server 44 fail at once, and nobody else notices', async () => {
  const silent = await serve(() => {})
  const other = await serve((_request, response) => void response.end('fine'))
  const startedAt = performance.now()
  const failed = { atOnce: 0, later: 0 }
  const calls = Array.from({ length: 300 }, () =>
    boundedFetch(silent, {}, api).catch((error: Error) => {
      if (error.message === 'has too many calls under way') failed.atOnce += 1
      else if (performance.now() - startedAt >= 900) failed.later += 1
    }),
  )

  expect(await (await boundedFetch(other, {}, api)).text()).toBe('fine')
  await expect(boundedFetch(silent, {}, { ...limits.issuer, timeoutMs: 50 })).rejects.toThrow(
    'did not answer',
  )
  expect(failed).toEqual({ atOnce: 44, later: 0 })

  await Promise.all(calls)
  expect(failed).toEqual({ atOnce: 44, later: 256 })
  await expect(boundedFetch(silent, {}, { ...api, timeoutMs: 50 })).rejects.toThrow(
    'did not answer',
  )
})

test('one bank takes half the places of an origin at most, and the rest is for the others there', async () => {
  const url = await serve((_request, response) => void response.end('fine'))
  const place = `api ${new URL(url).origin}`
  const take = (times: number, guest: string) =>
    Array.from({ length: times }, () => takeBerth(place, guest))
  const ask = (guest: string) => boundedFetch(url, {}, { ...api, guest })

  const crowd = take(256, 'larkspur')
  await expect(ask('larkspur')).rejects.toThrow('has too many calls under way')
  expect(await (await ask('fern')).text()).toBe('fine')

  const others = [...take(128, 'fern'), ...take(128, 'marram')]
  await expect(ask('quince')).rejects.toThrow('has too many calls under way')
  for (const berth of [...crowd, ...others]) berth?.leave()
  expect(await (await ask('larkspur')).text()).toBe('fine')
})

test('answers that are each within their limit are not held by the hundred', async () => {
  const url = await serve((_request, response) => void response.end('x'.repeat(1_000)))
  const place = `api ${new URL(url).origin}`
  const [bank, others] = [takeBerth(place, 'larkspur'), takeBerth(place, 'fern')]
  const ask = (guest: string) => boundedFetch(url, {}, { ...api, guest })
  expect(bank?.load(31_999_500)).toBe(true)

  await expect(ask('larkspur')).rejects.toThrow('answers too much at once')
  expect((await (await ask('quince')).text()).length).toBe(1_000)

  expect(others?.load(31_999_999)).toBe(true)
  await expect(ask('quince')).rejects.toThrow('answers too much at once')

  bank?.leave()
  others?.leave()
  expect((await (await ask('larkspur')).text()).length).toBe(1_000)
})

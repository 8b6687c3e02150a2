import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { record } from '#lib/events.ts'
import { sessionStore } from '#lib/session/session-store.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { needsStore, turnedAway } from './store-gate.ts'

vi.mock('#lib/events.ts', async (actual) => ({ ...(await actual<object>()), record: vi.fn() }))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
  startApp()
  vi.mocked(record).mockClear()
  return () => vi.useRealTimers()
})

async function referenceShown(): Promise<string | null> {
  const request = new NextRequest('https://foyer.test/auth/callback')
  const answer = await turnedAway(request)
  expect(answer?.status).toBe(503)
  return new URL(answer?.headers.get('x-middleware-rewrite') ?? '').searchParams.get('ref')
}

test('a store that fails is told once a second, by the reference that everybody is shown', async () => {
  vi.spyOn(sessionStore(), 'check').mockRejectedValue(new Error('gone'))

  const references = [await referenceShown(), await referenceShown()]
  expect(record).toHaveBeenCalledOnce()
  vi.advanceTimersByTime(1_000)
  references.push(await referenceShown())

  expect(vi.mocked(record).mock.calls).toEqual([
    ['refusal', expect.objectContaining({ reference: references[0] })],
    ['refusal', expect.objectContaining({ reference: references[2] })],
  ])
  expect(references[1]).toBe(references[0])
})

const ask = (path: string, init: { method?: string; headers?: Record<string, string> } = {}) => {
  const headers = { cookie: '__Host-session=x', ...init.headers }
  return turnedAway(new NextRequest(`https://foyer.test${path}`, { ...init, headers }))
}

test('while the store answers nobody is turned away', async () => {
  expect(await ask('/profile')).toBeNull()
})

test('a script is told as it is; a page explains, and a GET may be loaded again', async () => {
  vi.spyOn(sessionStore(), 'check').mockRejectedValue(new Error('gone'))

  for (const answer of [
    await ask('/auth/session'),
    await ask('/auth/refresh', { method: 'POST', headers: { accept: 'application/json' } }),
  ]) {
    expect(answer?.status).toBe(503)
    expect(await answer?.json()).toEqual({ error: 'store-unavailable' })
  }
  const shown = async (method: string) =>
    new URL((await ask('/profile', { method }))?.headers.get('x-middleware-rewrite') ?? '')
  expect((await shown('GET')).pathname).toBe('/problem/store-unavailable')
  expect((await shown('GET')).searchParams.has('again')).toBe(true)
  expect((await shown('POST')).searchParams.has('again')).toBe(false)
})

test.each([
  ['/auth/callback', '', true],
  ['/profile', 'other=1; __Host-session=x', true],
  ['/profile', 'session=x; __Host-sessions=x', false],
  ['/profile', '', false],
  ['/auth/authorize', '__Host-session=x', false],
  ['/problem/store-unavailable', '__Host-session=x', false],
])('%s with the cookies "%s" needs the store: %s', (path, cookie, isNeeded) => {
  expect(needsStore({ headers: new Headers({ cookie }) }, path)).toBe(isNeeded)
})

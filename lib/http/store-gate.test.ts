import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { record } from '#lib/events.ts'
import { sessionStore } from '#lib/session/session-store.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { turnedAway } from './store-gate.ts'

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

import { expect, test, vi } from 'vitest'
import { eventStream } from './event-stream.ts'

async function* two() {
  yield { state: 'running' }
  yield { state: 'line\nbreak' }
}

test('each message is an event of one line, and the stream ends after the last', async () => {
  const whenOver = vi.fn()
  const answer = eventStream(two, whenOver)

  expect(await answer.text()).toBe(
    'data: {"state":"running"}\n\ndata: {"state":"line\\nbreak"}\n\n',
  )
  expect(whenOver).toHaveBeenCalledTimes(1)
})

test('nobody keeps it, presses it, or holds it back', () => {
  const { headers } = eventStream(two, () => {})

  expect(headers.get('content-type')).toBe('text/event-stream')
  expect(headers.get('cache-control')).toBe('no-store, no-transform')
  expect(headers.get('x-accel-buffering')).toBe('no')
})

test('when the browser goes, whoever listens for it is told', async () => {
  const whenOver = vi.fn()
  const listen = vi.fn((_gone: AbortSignal) => two())
  await eventStream(listen, whenOver).body?.cancel()

  expect(listen.mock.lastCall?.[0].aborted).toBe(true)
  expect(whenOver).toHaveBeenCalledTimes(1)
})

test('a bug ends the stream with an error, and takes no seat with it', async () => {
  const whenOver = vi.fn()
  // biome-ignore lint/correctness/useYield: it fails before it has anything to say
  async function* broken() {
    throw new Error('broken')
  }

  await expect(eventStream(broken, whenOver).text()).rejects.toThrow('broken')
  expect(whenOver).toHaveBeenCalledTimes(1)
})

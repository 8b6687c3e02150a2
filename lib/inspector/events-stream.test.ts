import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { beginShutdown } from '#lib/shutdown.ts'
import { changesOf, limits } from './events-stream.ts'
import { beginFlow, change, forgetFlows } from './ring.ts'

const cancels: (() => Promise<void>)[] = []

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(async () => {
  for (const cancel of cancels.splice(0)) await cancel()
  for (const browser of ['ada', 'ben']) forgetFlows(browser)
  vi.useRealTimers()
})

/** Listens as a browser does. Null where it may not. */
function follow(browser: string) {
  const stream = changesOf(browser)
  if (stream === null) return null
  const heard = { text: '', isOver: false }
  const reader = stream.getReader()
  const read = async () => {
    for (;;) {
      const { value, done } = await reader.read()
      if (done) break
      heard.text += new TextDecoder().decode(value)
    }
    heard.isOver = true
  }
  void read()
  const leave = () => reader.cancel()
  cancels.push(leave)
  return { heard, leave }
}

test('a browser is told of its own flows, and of no other', async () => {
  const ada = follow('ada')
  beginFlow('ben', 'page', null, 1)
  const id = beginFlow('ada', 'page', null, 1)
  await vi.advanceTimersByTimeAsync(1)

  expect(ada?.heard.text).toBe(`: listening\n\nevent: change\ndata: ${id}\n\n`)
})

test('of a thousand changes in a second, ten messages tell, the last one included', async () => {
  const ada = follow('ada')
  const id = beginFlow('ada', 'page', null, 1)
  for (let one = 0; one < 1_000; one += 1) {
    change(id, { changedAt: one })
    await vi.advanceTimersByTimeAsync(1)
  }
  const other = beginFlow('ada', 'page', null, 1)
  await vi.advanceTimersByTimeAsync(limits.everyMs)

  const messages = ada?.heard.text.split('\n\n').filter((it) => it.startsWith('event: change'))
  expect(messages?.length).toBeLessThanOrEqual(12)
  expect(messages?.length).toBeGreaterThanOrEqual(10)
  expect(messages?.at(-1)).toContain(other)
})

test('what changes while nothing is to be told later is told at once', async () => {
  const ada = follow('ada')
  await vi.advanceTimersByTimeAsync(10_000)
  beginFlow('ada', 'page', null, 1)
  await vi.advanceTimersByTimeAsync(0)

  expect(ada?.heard.text).toContain('event: change')
})

test('it says that it is still there, and ends after ten minutes', async () => {
  const ada = follow('ada')
  await vi.advanceTimersByTimeAsync(45_000)
  expect(ada?.heard.text.match(/: still here/g)).toHaveLength(3)

  await vi.advanceTimersByTimeAsync(limits.lastsMs)
  expect(ada?.heard.isOver).toBe(true)
  expect(vi.getTimerCount()).toBe(0)
})

test('a browser has four at most, and a place again for each that it leaves', async () => {
  const [first] = Array.from({ length: limits.streamsOfBrowser }, () => follow('ada'))
  expect(follow('ada')).toBeNull()
  expect(follow('ben')).not.toBeNull()

  await first?.leave()

  expect(follow('ada')).not.toBeNull()
})

test('all browsers together have a hundred', () => {
  const crowd = Array.from({ length: limits.streams }, (_, one) => follow(`crowd ${one}`))

  expect(crowd.every((it) => it !== null)).toBe(true)
  expect(follow('ada')).toBeNull()
})

test('who does not read is not told without end', () => {
  const stream = changesOf('ada')
  const id = beginFlow('ada', 'page', null, 1)
  for (let one = 0; one < 1_000; one += 1) {
    change(id, { changedAt: one })
    vi.advanceTimersByTime(limits.everyMs)
  }

  expect(vi.getTimerCount()).toBe(0)
  expect(follow('ada')).not.toBeNull()
  void stream?.cancel()
})

test('it ends when the process is to end, and begins no more', async () => {
  const ada = follow('ada')
  beginShutdown()
  await vi.advanceTimersByTimeAsync(0)

  expect(ada?.heard.isOver).toBe(true)
  const late = follow('ada')
  await vi.advanceTimersByTimeAsync(0)
  expect(late?.heard.isOver).toBe(true)
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Viewer } from '../viewer.ts'
import { takeSeat } from './seats.ts'
import { watchLimits } from './watch-update.ts'

vi.mock('./update.ts', () => ({ awaitNews: vi.fn() }))

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

const seatsOf = (subject: string, count: number) =>
  Array.from({ length: count }, () => takeSeat({ institutionId: 'marram', subject } as Viewer))

test('a person has four seats, whatever others do', () => {
  expect(seatsOf('ada', 5).map((seat) => seat !== null)).toEqual([true, true, true, true, false])
  expect(seatsOf('ben', 1)).not.toContain(null)
})

test('a seat that was given back is free again, once', () => {
  const [first] = seatsOf('sam', 4)
  first?.()
  first?.()

  expect(seatsOf('sam', 2).map((seat) => seat !== null)).toEqual([true, false])
})

test('a seat that nobody gives back lapses, but not while anybody may still listen', () => {
  seatsOf('fay', 4)
  vi.advanceTimersByTime(watchLimits.totalMs)
  expect(seatsOf('fay', 1)).toEqual([null])

  vi.advanceTimersByTime(watchLimits.totalMs)
  expect(seatsOf('fay', 5).map((seat) => seat !== null)).toEqual([true, true, true, true, false])
})

test('who comes back late to a seat that lapsed takes none from anybody', () => {
  const [first] = seatsOf('gil', 4)
  vi.advanceTimersByTime(2 * watchLimits.totalMs)
  seatsOf('gil', 4)
  first?.()

  expect(seatsOf('gil', 1)).toEqual([null])
})

test('a seat that was given back leaves no timer behind', () => {
  const [seat] = seatsOf('hal', 1)
  seat?.()

  expect(vi.getTimerCount()).toBe(0)
})

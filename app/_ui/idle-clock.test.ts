import { expect, test } from 'vitest'
import { leadOf, readClock } from './idle-clock.ts'

const minute = 60_000
const ends = { idleAt: 20 * minute, absoluteAt: 720 * minute }
const at = (now: number) => readClock(ends, leadOf(20 * minute), now)

test.each([
  [20 * minute, 2 * minute],
  [4 * minute, 2 * minute],
  [3 * minute, 1.5 * minute],
  [4_000, 2_000],
])('of %i ms without activity, a warning has the last %i', (idleMs, leadMs) => {
  expect(leadOf(idleMs)).toBe(leadMs)
})

test('it is quiet until the warning, which is when to look again', () => {
  expect(at(0)).toMatchObject({ phase: 'quiet', againInMs: 18 * minute })
  expect(at(18 * minute - 1)).toMatchObject({ phase: 'quiet', againInMs: 1 })
  expect(at(18 * minute)).toMatchObject({ phase: 'warning', leftMs: 2 * minute })
})

test('a warning counts full seconds down, and is over at the end', () => {
  expect(at(18 * minute)).toMatchObject({ againInMs: 1_000 })
  expect(at(18 * minute + 300)).toMatchObject({ phase: 'warning', againInMs: 700 })
  expect(at(20 * minute - 1)).toMatchObject({ phase: 'warning', againInMs: 1 })
  expect(at(20 * minute)).toMatchObject({ phase: 'over', isFinal: false })
  // A laptop that slept.
  expect(at(300 * minute).phase).toBe('over')
})

test('an end that no activity moves is final', () => {
  const final = { idleAt: 20 * minute, absoluteAt: 20 * minute }
  expect(readClock(final, 2 * minute, 19 * minute)).toMatchObject({
    phase: 'warning',
    isFinal: true,
  })
})

test('a long session is looked at from time to time: no timer can wait for weeks', () => {
  const weeks = { idleAt: 40 * 1_440 * minute, absoluteAt: 80 * 1_440 * minute }
  expect(readClock(weeks, 2 * minute, 0)).toMatchObject({ phase: 'quiet', againInMs: 60 * minute })
})

import { expect, test } from 'vitest'
import { readClock } from './idle-clock.ts'
import { spoken } from './idle-words.ts'

const endsAt = new Date(2026, 2, 4, 14, 32).getTime()
const ends = { idleAt: endsAt, absoluteAt: endsAt + 3_600_000 }

test('a screen reader hears of a warning three times, and not each second', () => {
  const said = new Set<string>()
  for (let leftMs = 130_000; leftMs >= 0; leftMs -= 500) {
    said.add(spoken(readClock(ends, 120_000, endsAt - leftMs)))
  }

  expect([...said]).toEqual([
    '',
    'You will be signed out at 14:32. To stay signed in, there is a button after the content of this page.',
    'You will be signed out in less than a minute. To stay signed in, there is a button after the content of this page.',
    'You are being signed out.',
  ])
})

test('of an end that nothing moves, no way to stay is told', () => {
  const final = readClock({ ...ends, absoluteAt: endsAt }, 120_000, endsAt - 90_000)
  expect(spoken(final)).toBe('You will be signed out at 14:32.')
})

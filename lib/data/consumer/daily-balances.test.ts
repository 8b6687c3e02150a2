import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dailyBalances } from './daily-balances.ts'
import { dayOf } from './period.ts'
import type { Transaction } from './transaction.ts'

const period = { from: '2026-03-01', to: '2026-03-20' }
const after = Date.parse('2026-04-01')
const posted = { name: 'A', memo: null, category: null, checkNumber: null, currency: 'USD' }

function made(id: number, at: number, amountCents: number, balanceCents: number | null) {
  const isPending = false
  return {
    ...posted,
    id: `${id}`,
    at,
    day: dayOf(at),
    sequence: id,
    isPending,
    amountCents,
    balanceCents,
  }
}

const happened = fc.record({
  minutes: fc.integer({ min: 0, max: 20 * 1_440 - 1 }),
  amountCents: fc.integer({ min: -1e9, max: 1e9 }),
  isTold: fc.boolean(),
})

test('each day ends with what was there before, and all that was posted until then', () => {
  fc.assert(
    fc.property(fc.integer(), fc.array(happened, { minLength: 1 }), (openingCents, events) => {
      let cents = openingCents
      const oldestFirst = events
        .toSorted((one, other) => one.minutes - other.minutes)
        .map(({ minutes, amountCents, isTold }, index): Transaction => {
          cents += amountCents
          const at = Date.parse(period.from) + minutes * 60_000
          return made(index, at, amountCents, isTold || index === 0 ? cents : null)
        })

      for (const { day, cents: closing } of dailyBalances(
        oldestFirst.toReversed(),
        period,
        after,
      )) {
        const until = oldestFirst.filter((it) => it.day <= day)
        expect(closing).toBe(until.reduce((sum, it) => sum + it.amountCents, openingCents))
      }
    }),
  )
})

test('a balance that the bank leaves out is found from its neighbours', () => {
  const [one, two] = [
    made(1, Date.parse('2026-03-02T09:00Z'), 500, null),
    made(2, Date.parse('2026-03-03T09:00Z'), -200, 1_300),
  ]

  expect(dailyBalances([two, one], { from: '2026-03-01', to: '2026-03-04' }, after)).toEqual([
    { day: '2026-03-01', cents: 1_000 },
    { day: '2026-03-02', cents: 1_500 },
    { day: '2026-03-03', cents: 1_300 },
    { day: '2026-03-04', cents: 1_300 },
  ])
})

test('what is pending does not count', () => {
  const settled = made(1, Date.parse('2026-03-02T09:00Z'), 500, 1_500)
  const pending = { ...made(2, Date.parse('2026-03-03T09:00Z'), -900, null), isPending: true }

  const balances = dailyBalances([pending, settled], period, after)
  expect(balances.at(-1)?.cents).toBe(1_500)
})

test('a day that has not begun has no balance yet', () => {
  const settled = made(1, Date.parse('2026-03-02T09:00Z'), 500, 1_500)

  const balances = dailyBalances([settled], period, Date.parse('2026-03-05T12:00Z'))
  expect(balances.at(-1)?.day).toBe('2026-03-05')
})

test('without any balance there is nothing to draw', () => {
  const silent = made(1, Date.parse('2026-03-02T09:00Z'), 500, null)

  expect(dailyBalances([silent], period, after)).toEqual([])
  expect(dailyBalances([], period, after)).toEqual([])
})

import { expect, test, vi } from 'vitest'
import { formatDate, formatMoment } from './dates.ts'

// A server fourteen hours ahead, before the formats are made.
vi.hoisted(() => {
  process.env.TZ = 'Pacific/Kiritimati'
})

test('a moment names its zone', () => {
  expect(formatMoment(Date.parse('2026-03-04T09:41:07Z'))).toBe('Mar 4, 2026, 09:41 UTC')
  expect(formatMoment(Date.parse('2026-03-04T23:59:59-05:00'))).toBe('Mar 5, 2026, 04:59 UTC')
})

test('a date is the same day wherever the server stands', () => {
  expect(formatDate(Date.parse('2026-03-04'))).toBe('Mar 4, 2026')
})

test('what an API calls a date and is none is not formatted', () => {
  expect(formatDate(Date.parse('soon'))).toBeNull()
  expect(formatMoment(Number.POSITIVE_INFINITY)).toBeNull()
  expect(formatMoment(8.64e15 + 1)).toBeNull()
  expect(formatDate(-8.64e15 - 1)).toBeNull()
})

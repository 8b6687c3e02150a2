import { expect, test } from 'vitest'
import { balanceGeometry } from './balance-geometry.ts'
import { inWords } from './balance-over-time.tsx'

const size = { width: 400, height: 220, dateTicks: 3, amountTicks: 3 }

function days(...amounts: number[]) {
  return amounts.map((cents, index) => ({
    day: new Date(Date.UTC(2026, 2, 1 + index)).toISOString().slice(0, 10),
    cents,
  }))
}

test('zero is in every picture, so that heights compare as amounts do', () => {
  const { amountTicks, zero, baseline } = balanceGeometry(days(900_000, 910_000), size)

  expect(amountTicks[0]).toEqual({ label: '0', y: baseline })
  expect(zero).toBe(baseline)
})

test('what is owed is below zero', () => {
  const { zero, end, amountTicks } = balanceGeometry(days(-5_000, -2_500), size)

  expect(end.y).toBeGreaterThan(zero)
  expect(amountTicks.map(({ label }) => label)).toEqual(['−60', '−40', '−20', '0'])
})

test('a balance holds until it changes: steps, and no slopes', () => {
  const { line } = balanceGeometry(days(100, 100, 300), size)
  const points = line
    .slice(1)
    .split('L')
    .map((point) => point.split(',').map(Number))

  const isSlope = ([x, y]: number[], index: number) =>
    index > 0 && x !== points[index - 1]?.[0] && y !== points[index - 1]?.[1]
  expect(points.some(isSlope)).toBe(false)
})

test('an axis has few dates, each a whole day, and says the year where months are far apart', () => {
  const labels = (count: number) =>
    balanceGeometry(days(...Array(count).fill(100)), size).dateTicks.map(({ label }) => label)

  expect(labels(1)).toEqual(['Mar 1'])
  expect(labels(31)).toEqual(['Mar 1', 'Mar 8', 'Mar 15', 'Mar 22', 'Mar 29'])
  expect(labels(731).every((label) => /^[A-Z][a-z]{2} 202\d$/.test(label))).toBe(true)
  expect(labels(731).length).toBeLessThan(6)
})

test('an account that was always empty has a picture too', () => {
  const { line, end, zero } = balanceGeometry(days(0, 0), size)

  expect(line).not.toContain('NaN')
  expect(end.y).toBe(zero)
})

test('an axis of a few cents tells whole ones, each once', () => {
  const labels = (cents: number) =>
    balanceGeometry(days(cents), size).amountTicks.map(({ label }) => label)

  expect(labels(1)).toEqual(['0', '0.01'])
  expect(labels(-2)).toEqual(['−0.02', '−0.01', '0'])
})

test('the picture is told in words', () => {
  expect(inWords(days(100_00, -5_00, 300_00, 200_00))).toBe(
    'Balance at the end of each day: 100.00 on Mar 1, 2026 at the start, 200.00 on Mar 4, 2026 at the end; ' +
      'lowest minus 5.00 on Mar 2, 2026, highest 300.00 on Mar 3, 2026.',
  )
  expect(inWords([])).toBeNull()
})

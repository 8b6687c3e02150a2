import { scaleLinear, scaleUtc } from 'd3-scale'
import { area, curveStepAfter, line } from 'd3-shape'
import { formatCents } from '#app/_ui/money.ts'
import type { DailyBalance } from '#lib/data/consumer/daily-balances.ts'

/** How large a picture is, in its own units. */
export type PictureSize = Readonly<{
  width: number
  height: number
  /** About how many. */
  dateTicks: number
  amountTicks: number
}>

const dayMs = 86_400_000
const top = 12
const right = 16
const bottom = 28
const characterWidth = 9

const dayName = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  day: 'numeric',
  timeZone: 'UTC',
})
const monthName = new Intl.DateTimeFormat('en-US', {
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
})

/**
 * Where everything of the picture stands, in its own units. Zero is always in it, so that heights compare
 * as amounts do; a balance holds until it changes, so that the line has steps and no slopes.
 */
export function balanceGeometry(balances: readonly DailyBalance[], size: PictureSize) {
  const all = balances.map(({ cents }) => cents)
  const [lowest, highest] = [Math.min(0, ...all), Math.max(0, ...all)]
  // Of an account that was always empty there is nothing to measure: one unit of money then.
  const domain = lowest === highest ? [0, 100] : [lowest, highest]
  const y = scaleLinear(domain, [size.height - bottom, top])
  y.nice(size.amountTicks)
  const amountTicks = y
    .ticks(size.amountTicks)
    // Of a few cents in all, it would have parts of one.
    .filter(Number.isInteger)
    .map((cents) => ({ y: y(cents), label: short(cents) }))
  const left = Math.max(...amountTicks.map(({ label }) => label.length)) * characterWidth + 8

  const points = balances.map(({ day, cents }) => [Date.parse(day), cents] as const)
  const [start = 0, end = 0] = [points[0]?.[0], (points.at(-1)?.[0] ?? 0) + dayMs]
  const last = points.at(-1)?.[1] ?? 0
  const x = scaleUtc([start, end], [left, size.width - right])
  const steps = [...points.filter(([, cents], index) => cents !== points[index - 1]?.[1])]
  const path = [...steps, [end, last] as const]

  const draw = line<readonly [number, number]>(
    ([at]) => x(at),
    ([, cents]) => y(cents),
  )
  const fill = area<readonly [number, number]>(
    ([at]) => x(at),
    y(0),
    ([, cents]) => y(cents),
  )
  return {
    ...size,
    ...{ left, right: size.width - right, baseline: size.height - bottom, zero: y(0), amountTicks },
    dateTicks: dateTicks(x.ticks(size.dateTicks), start, end).map((it) => ({
      ...it,
      x: x(it.at),
    })),
    line: draw.curve(curveStepAfter).digits(1)(path) ?? '',
    area: fill.curve(curveStepAfter).digits(1)(path) ?? '',
    end: { x: x(end), y: y(last) },
  }
}

/** Days of the picture only, and whole ones: a balance is told once a day. */
function dateTicks(ticks: readonly Date[], start: number, end: number) {
  const days = ticks.filter((it) => it.getTime() % dayMs === 0 && it.getTime() < end)
  const isOfMonths = end - start > 180 * dayMs && days.every((it) => it.getUTCDate() === 1)
  const name = isOfMonths ? monthName : dayName
  return days.map((it) => ({ at: it.getTime(), label: name.format(it) }))
}

function short(cents: number): string {
  return formatCents(cents).replace(/\.00$/, '')
}

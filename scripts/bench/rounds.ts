import { load, type Measured, median, type Target } from './load.ts'
import type { Effort } from './part.ts'
import type { App, Instance } from './world.ts'

/** One of the things that are measured against each other. */
export type Runner = Readonly<{ name: string; app: App; target: Target }>

export type Result = Readonly<{
  name: string
  connections: number
  perSecond: number
  medianMs: number
  p99Ms: number
  /** Of all instances together, with all their threads. */
  cpuMs: number
  failures: number
}>

const warmUp = { requests: 400 }

/**
 * Measures some things in turn, round by round (ABCABC…), so that what else the machine does at the time
 * hits all of them. What counts is the median of the rounds.
 */
export async function inRounds(
  runners: readonly Runner[],
  connections: number,
  { rounds, roundSeconds }: Effort,
): Promise<Result[]> {
  for (const { target } of runners) await load(target, { connections, ...warmUp })

  const measured = new Map<string, (Measured & { cpuMs: number })[]>()
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, app, target } of runners) {
      const before = await cpuOf(app.instances)
      const found = await load(target, { connections, seconds: roundSeconds })
      const cpuMs = ((await cpuOf(app.instances)) - before) / found.requests
      measured.set(name, [...(measured.get(name) ?? []), { ...found, cpuMs }])
    }
  }

  return [...measured].map(([name, found]) => ({
    name,
    connections,
    perSecond: median(found.map((it) => it.perSecond)),
    medianMs: median(found.map((it) => it.medianMs)),
    p99Ms: median(found.map((it) => it.p99Ms)),
    cpuMs: median(found.map((it) => it.cpuMs)),
    failures: found.reduce((sum, it) => sum + it.failures, 0),
  }))
}

/** Processor time of all instances together, in milliseconds. */
export async function cpuOf(instances: readonly Instance[]): Promise<number> {
  const readings = await Promise.all(instances.map((instance) => instance.read()))
  return readings.reduce((sum, { cpuMs }) => sum + cpuMs, 0)
}

/** The rows of a table in which every line is also a part of the bare one with as many connections. */
export function rowsOf(results: readonly Result[]): string[][] {
  return results.map((it) => [
    String(it.connections),
    it.name,
    it.perSecond.toFixed(0),
    ratio(results, it).toFixed(2),
    it.medianMs.toFixed(2),
    it.p99Ms.toFixed(1),
    it.cpuMs.toFixed(2),
    String(it.failures),
  ])
}

export const columns = [
  'connections',
  'what',
  'per second',
  'of bare',
  'median ms',
  'p99 ms',
  'CPU ms',
  'failed',
]

export function ratio(results: readonly Result[], { connections, perSecond }: Result): number {
  return perSecond / (find(results, 'bare', connections)?.perSecond ?? Number.NaN)
}

export function find(
  results: readonly Result[],
  name: string,
  connections: number,
): Result | undefined {
  return results.find((it) => it.name === name && it.connections === connections)
}

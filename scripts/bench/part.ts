import type { World } from './world.ts'

/** A figure that must hold, and whether it does. */
export type Check = Readonly<{ what: string; found: string; limit: string; holds: boolean }>

/** What a part of the bench found: for people, for programs, and for the exit code. */
export type Findings = Readonly<{
  title: string
  columns: readonly string[]
  rows: readonly (readonly string[])[]
  note?: string
  figures: unknown
  checks: readonly Check[]
}>

/** How much is asked of each part. */
export type Effort = Readonly<{
  rounds: number
  roundSeconds: number
  signIns: number
  requests: number
  sessions: number
  soakSeconds: number
}>

export const efforts = {
  whole: { rounds: 5, roundSeconds: 2.5, signIns: 300, requests: 100_000, sessions: 100_000 },
  quick: { rounds: 3, roundSeconds: 1, signIns: 50, requests: 3_000, sessions: 5_000 },
} as const satisfies Record<string, Omit<Effort, 'soakSeconds'>>

export type Part = (world: World, effort: Effort) => Promise<Findings>

export function atLeast(what: string, found: number, limit: number): Check {
  return { what, found: found.toFixed(2), limit: `≥ ${limit.toFixed(2)}`, holds: found >= limit }
}

export function atMost(what: string, found: number, limit: number, unit = ''): Check {
  const digits = Number.isInteger(limit) && limit > 10 ? 0 : 2
  return {
    what,
    found: `${found.toFixed(digits)}${unit}`,
    limit: `≤ ${limit}${unit}`,
    holds: found <= limit,
  }
}

/** A limit in milliseconds, for a machine that takes `pace` times as long for everything. */
export function inPace(what: string, foundMs: number, limitMs: number, pace: number): Check {
  return {
    what,
    found: `${foundMs.toFixed(2)} ms`,
    limit: `≤ ${limitMs} × ${pace.toFixed(2)} ms`,
    holds: foundMs <= limitMs * pace,
  }
}

export function exactly(what: string, found: number, wanted: number): Check {
  return { what, found: String(found), limit: String(wanted), holds: found === wanted }
}

import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { z } from 'zod'
import { words } from '../fail.ts'
import { ReportFault } from './report-fault.ts'
import { serviceFaults } from './service-faults.ts'

const place = z.object({
  /** How often the list has been read to its end before, because it changed meanwhile. */
  pass: z.int().nonnegative(),
  /** How many users of the API's list have been read in this pass. */
  offset: z.int().nonnegative(),
  /** How many there were when the pass began; null before. */
  total: z.int().nonnegative().nullable(),
  hasChanged: z.boolean(),
})

/** Where a reader stands in the list. */
export type Place = Readonly<z.output<typeof place>>

const state = z.object({
  /** Whose users these are, as whom they are read, and from where. */
  subject: z.string(),
  /** The process that writes. */
  pid: z.int().positive(),
  /** How much of the file counts. What comes after was written just before a break. */
  bytes: z.int().nonnegative(),
  place,
})

type State = z.output<typeof state>

/**
 * How far a report has come that was begun for this subject; null where there is nothing to go on from.
 *
 * @throws {ReportFault} where it is being written, was begun for something else, or makes no sense
 */
export function takeUp(path: string, subject: string): State | null {
  const begun = readState(path)
  if (begun && begun.subject !== subject) {
    throw new ReportFault(words(serviceFaults['report-of-another'], { path }))
  }
  if (begun && begun.pid !== process.pid && isRunning(begun.pid)) {
    throw new ReportFault(words(serviceFaults['report-being-written'], { pid: begun.pid, path }))
  }
  return begun
}

function readState(path: string): State | null {
  if (!existsSync(`${path}.part`) || !existsSync(`${path}.state`)) return null
  try {
    const begun = state.parse(JSON.parse(readFileSync(`${path}.state`, 'utf8')))
    if (statSync(`${path}.part`).size >= begun.bytes) return begun
  } catch {}
  throw new ReportFault(words(serviceFaults['report-damaged'], { path }))
}

/** In one step: whoever reads it after a break has the old one or the new one. */
export function writeState(path: string, begun: State): void {
  const draft = `${path}.state.new`
  // What a break has left there, or a link that leads elsewhere.
  rmSync(draft, { force: true })
  writeFileSync(draft, JSON.stringify(begun), { mode: 0o600, flag: 'wx', flush: true })
  renameSync(draft, `${path}.state`)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

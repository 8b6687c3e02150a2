import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { z } from 'zod'
import { heading, idIn } from './user-lines.ts'

/** What cannot be done with a report's file; the message is for who typed the command. */
export class ReportFault extends Error {
  override readonly name = 'ReportFault'
}

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

const start: Place = { pass: 0, offset: 0, total: null, hasChanged: false }

/**
 * A CSV file that grows page by page and is there under its name only when it is whole. Beside it stands how
 * far it has come: after a break at any moment it goes on from there, with no line twice and none missing.
 */
export class ReportFile {
  place: Place
  readonly #path: string
  readonly #subject: string
  readonly #file: number
  readonly #ids: Set<string>
  #bytes: number

  /** @throws {ReportFault} where a file is in the way, is being written, or was begun for something else */
  constructor(path: string, subject: string, replaces: boolean) {
    if (existsSync(path) && !replaces) {
      throw new ReportFault(`${path} is there already: name another with --out, or say --replace.`)
    }
    const begun = readState(path)
    if (begun && begun.subject !== subject) {
      const parts = `${path}.part and ${path}.state`
      throw new ReportFault(`${path} was begun for something else. To begin anew, remove ${parts}.`)
    }
    if (begun && begun.pid !== process.pid && isRunning(begun.pid)) {
      throw new ReportFault(`Process ${begun.pid} is writing ${path}.`)
    }

    this.#path = path
    this.#subject = subject
    this.place = begun?.place ?? start
    // It holds names and addresses: only its owner may read it.
    this.#file = openSync(`${path}.part`, begun ? 'r+' : 'w+', 0o600)
    this.#bytes = begun?.bytes ?? 0
    ftruncateSync(this.#file, this.#bytes)
    this.#ids = begun ? idsIn(`${path}.part`) : new Set()
    if (!begun) this.add([], start)
  }

  /** How many users are in the file. */
  get count(): number {
    return this.#ids.size
  }

  /** Adds lines, but for users that are in the file already, and keeps where the reader stands now. */
  add(lines: readonly string[], place: Place): void {
    const fresh = lines.filter((line) => {
      const id = idIn(line)
      return !this.#ids.has(id) && this.#ids.add(id)
    })
    const text = Buffer.from((this.#bytes === 0 ? heading : '') + fresh.join(''))
    for (let written = 0; written < text.length; ) {
      written += writeSync(this.#file, text, written, text.length - written, this.#bytes + written)
    }
    fsyncSync(this.#file)
    this.#bytes += text.length
    this.place = place
    writeState(this.#path, {
      subject: this.#subject,
      pid: process.pid,
      bytes: this.#bytes,
      place,
    })
  }

  /** Gives the file its name, in one step. */
  finish(): void {
    closeSync(this.#file)
    renameSync(`${this.#path}.part`, this.#path)
    rmSync(`${this.#path}.state`)
  }
}

type State = z.output<typeof state>

/** Null where there is nothing to go on from. */
function readState(path: string): State | null {
  if (!existsSync(`${path}.part`) || !existsSync(`${path}.state`)) return null
  try {
    const begun = state.parse(JSON.parse(readFileSync(`${path}.state`, 'utf8')))
    if (statSync(`${path}.part`).size >= begun.bytes) return begun
  } catch {}
  throw new ReportFault(
    `${path}.part cannot be gone on with. To begin anew, remove it and ${path}.state.`,
  )
}

/** In one step: whoever reads it after a break has the old one or the new one. */
function writeState(path: string, begun: State): void {
  writeFileSync(`${path}.state.new`, JSON.stringify(begun), { mode: 0o600, flush: true })
  renameSync(`${path}.state.new`, `${path}.state`)
}

function idsIn(path: string): Set<string> {
  const [, ...lines] = readFileSync(path, 'utf8').split('\r\n')
  return new Set(lines.slice(0, -1).map(idIn))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

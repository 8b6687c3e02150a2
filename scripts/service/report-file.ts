import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { words } from '../fail.ts'
import { onDisk, ReportFault } from './report-fault.ts'
import { type Place, takeUp, writeState } from './report-state.ts'
import { serviceFaults } from './service-faults.ts'
import { heading, idIn } from './user-lines.ts'

const start: Place = { pass: 0, offset: 0, total: null, hasChanged: false }

/**
 * A CSV file that grows page by page and is there under its name only when it is whole. Beside it stands how
 * far it has come: after a break at any moment it goes on from there, with no line twice and none missing.
 */
export class ReportFile {
  place: Place
  readonly #path: string
  readonly #part: string
  readonly #subject: string
  readonly #file: number
  readonly #ids: Set<string>
  #bytes: number

  /**
   * @throws {ReportFault} where a file is in the way, is being written, was begun for something else, or
   * cannot be written
   */
  constructor(path: string, subject: string, replaces: boolean) {
    if (existsSync(path) && !replaces) {
      throw new ReportFault(words(serviceFaults['report-there'], { path }))
    }
    const begun = takeUp(path, subject)

    this.#path = path
    this.#part = `${path}.part`
    this.#subject = subject
    this.place = begun?.place ?? start
    this.#bytes = begun?.bytes ?? 0
    this.#file = onDisk(this.#part, () => openPart(this.#part, begun !== null, this.#bytes))
    this.#ids = begun ? idsIn(this.#part) : new Set()
    if (!begun) this.add([], start)
  }

  /** How many users are in the file. */
  get count(): number {
    return this.#ids.size
  }

  /**
   * Adds lines, but for users that are in the file already, and keeps where the reader stands now.
   *
   * @throws {ReportFault} where it cannot be written; what was kept before stays
   */
  add(lines: readonly string[], place: Place): void {
    const fresh = lines.filter((line) => {
      const id = idIn(line)
      return !this.#ids.has(id) && this.#ids.add(id)
    })
    onDisk(this.#part, () => this.#write((this.#bytes === 0 ? heading : '') + fresh.join('')))
    this.place = place
    const [subject, bytes] = [this.#subject, this.#bytes]
    onDisk(`${this.#path}.state`, () =>
      writeState(this.#path, { subject, pid: process.pid, bytes, place }),
    )
  }

  #write(lines: string): void {
    const text = Buffer.from(lines)
    for (let written = 0; written < text.length; ) {
      written += writeSync(this.#file, text, written, text.length - written, this.#bytes + written)
    }
    fsyncSync(this.#file)
    this.#bytes += text.length
  }

  /** Gives the file its name, in one step. @throws {ReportFault} */
  finish(): void {
    onDisk(this.#path, () => {
      closeSync(this.#file)
      renameSync(this.#part, this.#path)
      rmSync(`${this.#path}.state`)
    })
  }
}

/** It holds names and addresses: only its owner may read it, and it is no link to somewhere else. */
function openPart(path: string, isBegun: boolean, bytes: number): number {
  if (!isBegun) return openSync(path, 'wx', 0o600)
  const file = openSync(path, constants.O_RDWR | constants.O_NOFOLLOW)
  fchmodSync(file, 0o600)
  ftruncateSync(file, bytes)
  return file
}

function idsIn(path: string): Set<string> {
  const [, ...lines] = readFileSync(path, 'utf8').split('\r\n')
  return new Set(lines.slice(0, -1).map(idIn))
}

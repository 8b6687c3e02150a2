import { type Blanks, type Entry, filledIn } from '../lib/errors/entry.ts'
import { commandFaults } from './command-faults.ts'
import { keyFaults } from './key-faults.ts'
import { serviceFaults } from './service/service-faults.ts'

/** Every way a command can fail that knows why. */
export const faults = { ...commandFaults, ...keyFaults, ...serviceFaults }

export type FaultId = keyof typeof faults

/** What to tell who typed the command: what happened, and what to do. */
export function words<Id extends FaultId>(
  id: Id,
  ...values: [Blank<Id>] extends [never] ? [] : [Readonly<Record<Blank<Id>, string | number>>]
): string {
  const { title, remedy }: Entry = faults[id]
  return filledIn(`${title}. ${remedy}`, values[0] ?? {})
}

type Blank<Id extends FaultId> =
  | Blanks<(typeof faults)[Id]['title']>
  | Blanks<(typeof faults)[Id]['remedy']>

/** Ends this command with a message for the person who typed it. */
export function fail(message: string): never {
  return end(message, 1)
}

/** Ends this command with its last words: an answer, or what went wrong. */
export function end(message: string, exitCode: number): never {
  ;(exitCode === 0 ? console.log : console.error)(message)
  process.exit(exitCode)
}

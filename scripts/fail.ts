import { type Blanks, type Entry, filledIn } from '../lib/errors/entry.ts'

/** What to tell who typed a command: what happened, and what to do. */
export function words<const Fault extends Entry>(
  { title, remedy }: Fault,
  ...values: [Blank<Fault>] extends [never] ? [] : [Readonly<Record<Blank<Fault>, string | number>>]
): string {
  return filledIn(`${title}. ${remedy}` as string, values[0] ?? {})
}

type Blank<Fault extends Entry> = Blanks<Fault['title']> | Blanks<Fault['remedy']>

/** Ends this command with a message for the person who typed it. */
export function fail(message: string): never {
  return end(message, 1)
}

/** Ends this command with its last words: an answer, or what went wrong. */
export function end(message: string, exitCode: number): never {
  ;(exitCode === 0 ? console.log : console.error)(message)
  process.exit(exitCode)
}

import { stripVTControlCharacters } from 'node:util'
import { record } from './events.ts'
import { processState } from './process-state.ts'
import { kindOf, redactedText } from './redaction.ts'

const mostFrames = 12

/**
 * Tells the log, once, of an error that nobody expected: what kind it is and where it came from, and never
 * its message, which may quote anything.
 *
 * @param route the pattern of the address, where a request led to it
 */
export function recordUnexpected(error: unknown, route?: string): void {
  const told = processState('told-errors', () => new WeakSet<object>())
  if (typeof error === 'object' && error !== null) {
    if (told.has(error)) return
    told.add(error)
  }
  record('fault', { ...kindOf(error), digest: digestOf(error), route, at: framesOf(error) })
}

/**
 * From now on, what the framework and libraries print of their own accord is a line of the log like any
 * other: an error by its kind; of texts the first, and what is filled into it is left out.
 */
export function tellWhatIsPrinted(): void {
  for (const method of ['error', 'warn'] as const) {
    console[method] = (...printed: unknown[]) => {
      const error = printed.find((it) => it instanceof Error)
      const text = firstWords(printed)
      // Anything can be thrown, and the framework prints it behind these words.
      if (/^(?:unhandledRejection|uncaughtException)/.test(text)) recordUnexpected(printed.at(-1))
      else if (error) recordUnexpected(error)
      else record('printed', { text })
    }
  }
}

function firstWords(printed: readonly unknown[]): string {
  const texts = printed.filter((it) => typeof it === 'string').map(stripVTControlCharacters)
  return redactedText(texts.find((text) => /\w/.test(text)) ?? '')
}

/** The places in code alone: what stands above them in a stack is the message. */
function framesOf(error: unknown): readonly string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return []
  const { stack, message } = error
  const places = stack.includes(message) ? stack.slice(stack.indexOf(message) + message.length) : ''
  return places
    .split('\n')
    .filter((line) => /^\s+at \S/.test(line))
    .slice(0, mostFrames)
    .map((line) => redactedText(line.trim()))
}

/** By this the page that says "Foyer made a mistake" names it. */
function digestOf(error: unknown): string | undefined {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  return /^[\w@:-]{1,40}$/.test(digest) ? digest : undefined
}

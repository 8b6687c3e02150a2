import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'
import type { Voice } from './interview.ts'

/**
 * Asks at the terminal, or reads lines from a pipe. It talks on standard error, so that standard output
 * has the result and nothing else.
 *
 * @param onInterrupt for Ctrl-C
 */
export function openTerminal(onInterrupt: () => void): Voice & { close: () => void } {
  const isTerminal = process.stdin.isTTY === true
  let isMuted = false
  const output = Object.assign(
    new Writable({
      write(part, _encoding, done) {
        if (!isMuted) process.stderr.write(part)
        done()
      },
    }),
    { columns: process.stderr.columns },
  )
  const reader = createInterface({
    input: process.stdin,
    output,
    terminal: isTerminal,
    historySize: 0,
  })
  const lines = reader[Symbol.asyncIterator]()
  reader.on('SIGINT', onInterrupt)

  return {
    say: (text) => console.error(text),
    async ask(prompt, { typed, unseen }) {
      reader.setPrompt(prompt)
      reader.prompt()
      isMuted = unseen
      if (isTerminal && !unseen) reader.write(typed)
      const { value, done } = await lines.next()
      isMuted = false
      // A terminal shows where Enter was pressed.
      if (unseen || !isTerminal) console.error()
      return done ? null : value
    },
    close: () => reader.close(),
  }
}

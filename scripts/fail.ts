/** Ends this command with a message for the person who typed it. */
export function fail(message: string): never {
  return end(message, 1)
}

/** Ends this command with its last words: an answer, or what went wrong. */
export function end(message: string, exitCode: number): never {
  ;(exitCode === 0 ? console.log : console.error)(message)
  process.exit(exitCode)
}

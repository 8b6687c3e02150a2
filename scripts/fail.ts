/** Ends this command with a message for the person who typed it. */
export function fail(message: string): never {
  console.error(message)
  process.exit(1)
}

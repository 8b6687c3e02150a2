/**
 * The same, unless it takes too long.
 *
 * A process that is busy itself hears late: it takes some turns of its loop to send and to read. So the time
 * passes in quarters, each of which takes a turn, and the last ends after what has come was read. Otherwise
 * a crowd of requests would make whoever we ask look silent.
 *
 * @param late what is thrown then
 */
export async function inTime<T>(work: Promise<T>, limitMs: number, late: () => Error): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  let quarters = 4
  let timer = setTimeout(pass, limitMs / 4)
  function pass(): void {
    quarters -= 1
    if (quarters > 0) timer = setTimeout(pass, limitMs / 4)
    else setImmediate(() => reject(late()))
  }

  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

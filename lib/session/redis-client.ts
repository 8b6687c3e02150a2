import { ConnectionTimeoutError, createClient, ErrorReply, RESP_TYPES } from '@redis/client'

/** How long the server may take for a connection, and for an answer. Usually it is half a millisecond. */
export const limitMs = 1_000

/**
 * What went wrong with Redis, in one word: `silent`, `closed`, a code of the system such as `ECONNREFUSED`,
 * or Redis's own, such as `WRONGPASS` and `OOM`. Never its text, which may repeat what was sent.
 */
export class RedisFault extends Error {
  override readonly name = 'RedisFault'
  readonly reason: string

  constructor(reason: string) {
    super(`Redis: ${reason}`)
    this.reason = reason
  }
}

/**
 * A client for one connection, which it makes once: what happens when that is lost is not its business.
 * Answers come as bytes.
 *
 * @param url with user, password and database where they are needed; `rediss:` is TLS
 */
export function redisClient(url: string) {
  return createClient({
    url,
    name: 'foyer',
    disableOfflineQueue: true,
    disableClientInfo: true,
    maintNotifications: 'disabled',
    // Its own limit ends when the command is sent, and says nothing of the answer.
    commandOptions: { timeout: 0, typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } },
    socket: { connectTimeout: limitMs, reconnectStrategy: false },
  })
}

export type RedisClient = ReturnType<typeof redisClient>

/** The same, unless it takes too long: then it is `silent`. */
export async function inTime<T>(work: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  // A process that is busy itself hears late: it takes some turns of its loop to send and to read. So the
  // time passes in quarters, each of which takes a turn, and the last ends after what came was read.
  let quarters = 4
  let timer = setTimeout(pass, limitMs / quarters)
  function pass(): void {
    quarters -= 1
    if (quarters > 0) timer = setTimeout(pass, limitMs / 4)
    else setImmediate(() => reject(new RedisFault('silent')))
  }

  try {
    return await Promise.race([work, promise])
  } finally {
    clearTimeout(timer)
  }
}

export function faultOf(error: unknown): RedisFault {
  if (error instanceof RedisFault) return error
  if (error instanceof ConnectionTimeoutError) return new RedisFault('silent')
  if (error instanceof ErrorReply) {
    return new RedisFault(/^[A-Z]+/.exec(error.message)?.[0] ?? 'refused')
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : 'closed'
  return new RedisFault(code)
}

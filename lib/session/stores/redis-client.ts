import { ConnectionTimeoutError, createClient, ErrorReply, RESP_TYPES } from '@redis/client'
import { inTime } from '#lib/in-time.ts'

/** How long the server may take for a connection, and for an answer. Usually it is half a millisecond. */
const limitMs = 1_000

/**
 * What went wrong with Redis, in one word: `silent`, `closed`, a code of the system such as `ECONNREFUSED`,
 * or Redis's own, such as `WRONGPASS` and `OOM`. Never its text, which may repeat what was sent.
 */
export class RedisFault extends Error {
  override readonly name = 'RedisFault'
  readonly code: string

  constructor(code: string) {
    super(`Redis: ${code}`)
    this.code = code
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

/** The same, unless it takes longer than the server may take: then it is `silent`. */
export function inLimit<T>(work: Promise<T>): Promise<T> {
  return inTime(work, limitMs, () => new RedisFault('silent'))
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

import { type Berth, takeBerth } from './bulkhead.ts'
import { witness } from './witness.ts'

/** How long a call may take from connect to the last byte, and how much it may bring. */
export type CallLimits = Readonly<{
  timeoutMs: number
  maxBytes: number
  /** What it shares its origin's bulkhead with: one server may be the issuer and the API. */
  lane: 'issuer' | 'revocation' | 'api'
  /** The institution it is for, where several share a server. */
  guest?: string
  /** When the time is over, where an earlier try has used some of it. Epoch milliseconds. */
  endsAt?: number
  /** A redirect is what the caller wants to see. It is not followed then either. */
  showsRedirects?: boolean
}>

/** Every limit on what we call, in one place; how many at once is in bulkhead.ts. */
export const limits = {
  issuer: { lane: 'issuer', timeoutMs: 5_000, maxBytes: 1_000_000 },
  revocation: { lane: 'revocation', timeoutMs: 2_000, maxBytes: 1_000_000 },
  api: { lane: 'api', timeoutMs: 10_000, maxBytes: 5_000_000 },
  niceToHave: { lane: 'api', timeoutMs: 2_000, maxBytes: 5_000_000 },
} as const satisfies Record<string, CallLimits>

type Why = 'connection' | 'time' | 'bulkhead' | 'answer'

/** There was no whole answer within the limits. The message is ours: it repeats nothing that was sent. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer'
  readonly why: Why

  constructor(why: Why, message: string) {
    super(message)
    this.why = why
  }

  /** Whether a later try may go better: there was none, and not one that we do not take. */
  get isPassing(): boolean {
    return this.why !== 'answer'
  }
}

/**
 * `fetch` for servers that may be slow, endless or hostile: with a time limit that covers the body, a
 * size limit, so many at once, and no redirects, so that a secret is never carried somewhere else.
 *
 * @throws {NoAnswer} and nothing else: what the platform throws may quote a header, and a token in it
 */
export async function boundedFetch(
  url: string | URL,
  init: RequestInit,
  limits: CallLimits,
): Promise<Response> {
  const berth = takeBerth(`${limits.lane} ${new URL(url).origin}`, limits.guest)
  if (!berth) throw new NoAnswer('bulkhead', 'has too many calls under way')
  const tell = witness()?.calling({ url, init, lane: limits.lane })
  try {
    const { status, statusText, headers, body } = await fetchWithin(berth, url, init, limits)
    tell?.({ status, headers, body })
    return new Response(body, { status, statusText, headers })
  } catch (error) {
    tell?.({ failure: error instanceof Error ? error.message : '' })
    throw error
  } finally {
    berth.leave()
  }
}

type WholeAnswer = Pick<Response, 'status' | 'statusText' | 'headers'> &
  Readonly<{ body: Uint8Array<ArrayBuffer> | null }>

async function fetchWithin(
  berth: Berth,
  url: string | URL,
  init: RequestInit,
  { timeoutMs, endsAt, maxBytes, showsRedirects = false }: CallLimits,
): Promise<WholeAnswer> {
  const left = endsAt === undefined ? timeoutMs : Math.max(0, endsAt - Date.now())
  // Not `AbortSignal.timeout`: it keeps hold of all that belongs to a call until its time is over.
  const timeout = new AbortController()
  const timer = setTimeout(() => timeout.abort(), left)
  const signal = init.signal ? AbortSignal.any([init.signal, timeout.signal]) : timeout.signal

  try {
    const response = await fetch(url, { ...init, signal, redirect: 'manual', cache: 'no-store' })
    const isRedirect = response.status >= 300 && response.status < 400
    if (response.status === 0 || (isRedirect && !showsRedirects)) {
      await response.body?.cancel()
      throw new NoAnswer('answer', 'answered with a redirect')
    }
    const { status, statusText, headers } = response
    return { status, statusText, headers, body: await readBody(response, maxBytes, berth) }
  } catch (error) {
    if (timeout.signal.aborted) throw new NoAnswer('time', `did not answer within ${timeoutMs} ms`)
    if (error instanceof NoAnswer) throw error
    throw new NoAnswer('connection', `could not be reached (${systemCode(error)})`)
  } finally {
    clearTimeout(timer)
  }
}

/** The system's word for what went wrong, such as ECONNREFUSED: `fetch` hides it beneath its own. */
function systemCode(error: unknown): string {
  const cause = error instanceof Error ? error.cause : null
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  return /^[A-Z][A-Z0-9_]{1,40}$/.test(code) ? code : 'no reason given'
}

/** The whole body, or null where there is none (a 204 may not even have an empty one). */
async function readBody(
  response: Response,
  maxBytes: number,
  berth: Berth,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body) {
    size += part.byteLength
    if (size > maxBytes) throw new NoAnswer('answer', `answered with more than ${maxBytes} bytes`)
    if (!berth.load(part.byteLength)) throw new NoAnswer('bulkhead', 'answers too much at once')
    parts.push(part)
  }
  return size === 0 ? null : Buffer.concat(parts, size)
}

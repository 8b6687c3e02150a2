/** How long a call may take from connect to the last byte, and how much it may bring. */
export type CallLimits = Readonly<{ timeoutMs: number; maxBytes: number }>

/** Every limit on what we call, in one place. */
export const limits = {
  issuer: { timeoutMs: 5_000, maxBytes: 1_000_000 },
  revocation: { timeoutMs: 2_000, maxBytes: 1_000_000 },
  api: { timeoutMs: 10_000, maxBytes: 5_000_000 },
} as const satisfies Record<string, CallLimits>

/**
 * `fetch` for servers that may be slow, endless or hostile: with a time limit that covers the body, a
 * size limit, and no redirects, so that a secret is never carried somewhere else.
 *
 * @throws {Error} when there is no whole answer within the limits; its message names no address
 */
export async function boundedFetch(
  url: string | URL,
  init: RequestInit,
  { timeoutMs, maxBytes }: CallLimits,
): Promise<Response> {
  const timeout = AbortSignal.timeout(timeoutMs)
  const signal = init.signal ? AbortSignal.any([init.signal, timeout]) : timeout

  try {
    const response = await fetch(url, { ...init, signal, redirect: 'manual', cache: 'no-store' })
    if (response.status === 0 || (response.status >= 300 && response.status < 400)) {
      await response.body?.cancel()
      throw new Error('answered with a redirect')
    }
    const { status, statusText, headers } = response
    return new Response(await readBody(response, maxBytes), { status, statusText, headers })
  } catch (error) {
    if (timeout.aborted) throw new Error(`did not answer within ${timeoutMs} ms`, { cause: error })
    const reason = networkCode(error)
    throw reason ? new Error(`could not be reached (${reason})`, { cause: error }) : error
  }
}

/** `fetch` says no more than "fetch failed"; the system's code, such as ECONNREFUSED, is beneath it. */
function networkCode(error: unknown): string | null {
  const cause = error instanceof TypeError ? error.cause : null
  return cause instanceof Error && 'code' in cause ? String(cause.code) : null
}

/** The whole body, or null where there is none (a 204 may not even have an empty one). */
async function readBody(
  response: Response,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!response.body) return null
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of response.body) {
    size += part.byteLength
    if (size > maxBytes) throw new Error(`answered with more than ${maxBytes} bytes`)
    parts.push(part)
  }
  return size === 0 ? null : Buffer.concat(parts, size)
}

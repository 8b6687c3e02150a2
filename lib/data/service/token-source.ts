import 'server-only'
import { FlowError } from '#lib/errors.ts'
import { inTime } from '#lib/in-time.ts'
import { keepLast } from '#lib/keep-last.ts'
import { requestServiceToken, type ServiceToken } from '#lib/oauth/client-credentials.ts'
import type { Registration } from '#lib/oauth/registration.ts'

/** What a token is asked for. Two that differ in any of it never share one. */
export type ServiceWish = Readonly<{ registration: Registration; institutionId: string }>

type Held = {
  token: ServiceToken | null
  /** From then on a new one is asked for; epoch milliseconds. */
  renewAt: number
  asking: Promise<ServiceToken> | null
  failures: number
  /** After a failure the server is left alone until then; epoch milliseconds. */
  notBefore: number
  failure: unknown
}

/** An access token is renewed so long before its end, or in the last quarter of a short life. */
const marginMs = 30_000
/** Nobody waits longer for a token, however slow the server is. */
const longestWaitMs = 10_000
const firstPauseMs = 500
const longestPauseMs = 60_000
const mostHeld = 1_000

/**
 * Access tokens of service accounts, in memory. Whoever needs the same one shares it, and one request for
 * it, however many wait. It is renewed before it ends; there is no refresh token.
 */
export class TokenSource {
  readonly #held = new Map<string, Held>()
  readonly #request: typeof requestServiceToken

  constructor(request: typeof requestServiceToken = requestServiceToken) {
    this.#request = request
  }

  /**
   * A token that lives.
   *
   * @param rejected an access token that an API has refused: it is not handed out again
   * @throws {FlowError} `issuer-refused` · `issuer-unavailable` · `untrusted-response` · `wrong-institution`
   */
  async token(wish: ServiceWish, rejected: string | null = null): Promise<ServiceToken> {
    const held = this.#heldFor(wish)
    if (held.token?.accessToken === rejected) held.token = null
    if (held.token && Date.now() < held.renewAt) return held.token

    try {
      return await inTime(this.#ask(wish, held), longestWaitMs, late)
    } catch (error) {
      if (held.token && held.token.expiresAt > Date.now()) return held.token
      throw error
    }
  }

  #ask(wish: ServiceWish, held: Held): Promise<ServiceToken> {
    if (held.asking) return held.asking
    if (held.notBefore > Date.now()) return Promise.reject(held.failure)

    held.asking = this.#request(wish.registration, wish.institutionId)
      .then((token) => {
        const marginOfThis = Math.min(marginMs, (token.expiresAt - Date.now()) / 4)
        const renewAt = token.expiresAt - marginOfThis
        Object.assign(held, { token, renewAt, failures: 0, notBefore: 0 })
        return token
      })
      .catch((error: unknown) => {
        held.failure = error
        held.notBefore = isTransient(error) ? Date.now() + pauseMs(held.failures++) : 0
        throw error
      })
      .finally(() => {
        held.asking = null
      })
    return held.asking
  }

  #heldFor({ registration, institutionId }: ServiceWish): Held {
    const { issuer, clientId, scope } = registration
    const name = JSON.stringify([issuer, clientId, institutionId, scope])
    const held = this.#held.get(name) ?? {
      token: null,
      renewAt: 0,
      asking: null,
      failures: 0,
      notBefore: 0,
      failure: null,
    }
    return keepLast(this.#held, name, held, mostHeld)
  }
}

/** Twice as long after each failure, and not the same for everybody: they would all come back at once. */
function pauseMs(failures: number): number {
  const longest = Math.min(firstPauseMs * 2 ** failures, longestPauseMs)
  return longest * (0.5 + Math.random() / 2)
}

function late(): FlowError {
  return new FlowError('issuer-unavailable', 'no service token within the limit')
}

function isTransient(error: unknown): boolean {
  return error instanceof FlowError && error.code === 'issuer-unavailable'
}

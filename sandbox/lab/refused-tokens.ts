import type { IncomingMessage } from 'node:http'
import { decodeJwt } from 'jose'
import { Recent } from '../recent.ts'

/** Access tokens that the API takes no more, though their time is not over: one, or all of one grant. */
export class RefusedTokens {
  readonly #names = new Recent<true>(1_000)

  refuse(request: IncomingMessage, what: 'token' | 'grant'): void {
    const name = namesOf(request)[what]
    if (name !== null) this.#names.set(name, true)
  }

  has(request: IncomingMessage): boolean {
    return Object.values(namesOf(request)).some((name) => name && this.#names.get(name))
  }

  reset(): void {
    for (const [name] of this.#names.entries()) this.#names.delete(name)
  }
}

/** What a token says of itself; the API has yet to believe it. */
function namesOf({ headers }: IncomingMessage) {
  try {
    const { jti, grant } = decodeJwt((headers.authorization ?? '').replace(/^Bearer /i, ''))
    return { token: jti ? `token ${jti}` : null, grant: grant ? `grant ${grant}` : null }
  } catch {
    return { token: null, grant: null }
  }
}

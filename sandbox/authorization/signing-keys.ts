import { createLocalJWKSet, type JWK } from 'jose'
import { newSigningKey } from '../secrets.ts'

/** So many of before are still published: whoever rotates for fun does not make the set grow for ever. */
const mostKept = 4

/**
 * The keys of one authorization server: the one it signs with, and those of before, which are published
 * for as long as tokens signed with them may be around.
 */
export class SigningKeys {
  readonly #first: JWK
  /** The newest comes first. */
  #later: readonly JWK[] = []
  /** Finds the key for a token that is to be checked here. */
  verify: ReturnType<typeof createLocalJWKSet>

  constructor(first: JWK) {
    this.#first = first
    this.verify = createLocalJWKSet({ keys: this.published() })
  }

  get current(): JWK {
    return this.#later[0] ?? this.#first
  }

  /** Whether there is another key than at the start. The engine knows only that one. */
  get areChanged(): boolean {
    return this.#later.length > 0
  }

  /** The public halves, as the key set shows them. */
  published(): JWK[] {
    return [...this.#later, this.#first].map(({ d: _private, ...jwk }) => jwk)
  }

  /** From now on another key signs. */
  async rotate(): Promise<void> {
    this.#change([await newSigningKey(), ...this.#later].slice(0, mostKept))
  }

  reset(): void {
    this.#change([])
  }

  #change(later: readonly JWK[]): void {
    this.#later = later
    this.verify = createLocalJWKSet({ keys: this.published() })
  }
}

import { Recent } from '../recent.ts'

const mostFailures = 5
const refusedForMs = 60_000

type Attempts = Readonly<{ failures: number; refusedUntil: number; passwordOf: string | null }>

/** Who is half way through signing in, and how often they guessed wrong: one entry per interaction. */
export class SignInAttempts {
  readonly #attempts = new Recent<Attempts>(10_000)

  #of(uid: string): Attempts {
    return this.#attempts.get(uid) ?? { failures: 0, refusedUntil: 0, passwordOf: null }
  }

  /** Whether there were too many wrong guesses in the last minute. */
  areRefused(uid: string): boolean {
    return this.#of(uid).refusedUntil > Date.now()
  }

  countFailure(uid: string): void {
    const before = this.#of(uid)
    const failures = before.failures + 1
    this.#attempts.set(
      uid,
      failures < mostFailures
        ? { ...before, failures }
        : { ...before, failures: 0, refusedUntil: Date.now() + refusedForMs },
    )
  }

  /** The person whose password was right and whose code is still to come. */
  passwordOf(uid: string): string | null {
    return this.#of(uid).passwordOf
  }

  rememberPasswordOf(uid: string, sub: string): void {
    this.#attempts.set(uid, { ...this.#of(uid), passwordOf: sub })
  }

  forget(uid: string): void {
    this.#attempts.delete(uid)
  }
}

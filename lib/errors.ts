import type { ProblemCode } from './errors/problems.ts'

export type { ProblemCode } from './errors/problems.ts'

/**
 * An expected failure of an OAuth or OpenID Connect step, or of an API call.
 *
 * `message` is for the log and may name parameters; `code` picks the page the person sees;
 * `reference` joins the two. None of them ever holds a token, a code or a secret. Anything that is
 * not a FlowError is a bug.
 */
export class FlowError extends Error {
  override readonly name = 'FlowError'
  readonly code: ProblemCode
  /**
   * Shown to the person and written to the log, so that one finds the other; where an API call failed, what
   * that call carried as `x-request-id`.
   */
  readonly reference: string
  /** What the API itself calls that request, where it is another name. */
  readonly requestId: string | null
  /** Whether asking the API once more, later, may go better: there was no answer, a 429 or a 5xx. */
  readonly isPassing: boolean

  constructor(code: ProblemCode, message: string, options: Options = {}) {
    super(message, options)
    this.code = code
    this.reference = options.reference ?? newReference()
    this.requestId = options.requestId ?? null
    this.isPassing = options.isPassing ?? false
  }

  /**
   * Next.js loads this module for pages and for handlers, each their own. What one of them has begun, the
   * other may wait for, and must know its failure.
   */
  static override [Symbol.hasInstance](value: unknown): boolean {
    // biome-ignore lint/complexity/noThisInStatic: a class that extends this one has instances of its own.
    if (this !== FlowError) return super[Symbol.hasInstance](value)
    return value instanceof Error && value.name === 'FlowError'
  }
}

/** What a failed call is called, by us and by the API. */
export type FlowErrorNames = Readonly<{ reference: string; requestId: string | null }>

type Options = ErrorOptions & Partial<FlowErrorNames & Readonly<{ isPassing: boolean }>>

/** A name for what happens once: short enough to be read out on the telephone. */
export function newReference(): string {
  const hex = crypto.randomUUID().replaceAll('-', '')
  return `${hex.slice(0, 4)}-${hex.slice(4, 8)}`
}

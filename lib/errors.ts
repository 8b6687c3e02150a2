/**
 * Every way a flow can stop. The key is also the path of the page that explains it.
 *
 * `next` names the way on that the page offers; `specification` is for the engineer.
 */
export const problems = {
  'access-denied': {
    title: 'You chose not to share your data',
    advice: 'Nothing new was shared. You can start again whenever you change your mind.',
    next: 'sign-in',
    engineer:
      'The authorization server answered access_denied: consent was refused, or the person gave up there.',
    specification: ['RFC 6749 §4.1.2.1', 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1'],
  },
  'stale-sign-in': {
    title: 'This sign-in was started too long ago',
    advice:
      'A sign-in must finish within ten minutes, in the browser that began it, and works only once.',
    next: 'sign-in',
    engineer: 'The transaction cookie for this state was missing, too old, or already used.',
    specification: ['RFC 6749 §10.12', 'https://www.rfc-editor.org/rfc/rfc6749#section-10.12'],
  },
  'untrusted-response': {
    title: 'The answer of the sign-in service could not be trusted',
    advice:
      'Nothing was stored. Please start again; if it happens twice, tell your administrator the reference below.',
    next: 'sign-in',
    engineer:
      'A check of the authorization response or of a token failed; the log names it beside the reference.',
    specification: [
      'OpenID Connect Core §3.1.3.7',
      'https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation',
    ],
  },
  'wrong-institution': {
    title: 'The sign-in service answered for another institution',
    advice:
      'Nothing was stored. Choose the institution once more, or ask whether you may enter it.',
    next: 'institutions',
    engineer:
      'The institution named in the tokens is not the one this flow asked for, or none was named.',
    specification: [
      'OpenID Connect Core §3.1.3.7',
      'https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation',
    ],
  },
  'wrong-person': {
    title: 'Someone else signed in',
    advice:
      'You are still signed in as before. To continue as the other person, sign out first and then sign in again.',
    next: 'institutions',
    engineer: 'The subject of the new tokens is not the subject of the session at the same issuer.',
    specification: [
      'OpenID Connect Core §2',
      'https://openid.net/specs/openid-connect-core-1_0.html#IDToken',
    ],
  },
  'not-a-member': {
    title: 'This institution is no longer open to you',
    advice:
      'It no longer counts you among its people. You are still signed in; choose another, or ask its administrator.',
    next: 'institutions',
    engineer:
      'The authorization server answered access_denied, and the directory no longer lists the institution for this person.',
    specification: ['RFC 6749 §4.1.2.1', 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1'],
  },
  'unknown-institution': {
    title: 'There is no such institution here',
    advice: 'Check the address, or choose from the institutions you may enter.',
    next: 'institutions',
    engineer: 'The institutionId is malformed or not known to this app.',
    specification: null,
  },
  'missing-scope': {
    title: 'More consent is needed',
    advice: 'This part of the app needs a permission that you have not given yet.',
    next: 'institutions',
    engineer:
      'The API answered insufficient_scope: the grant does not carry the scope this call needs.',
    specification: ['RFC 6750 §3.1', 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  },
  'not-permitted': {
    title: 'You are not permitted to see this',
    advice:
      'Your institution decides who may see it. More consent would not help; ask your administrator.',
    next: 'institutions',
    engineer: 'The API answered 403 without insufficient_scope: the person lacks the permission.',
    specification: ['RFC 9110 §15.5.4', 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4'],
  },
  'session-over': {
    title: 'Your access has ended',
    advice: 'The sign-in service no longer renews it. Sign in again to go on.',
    next: 'sign-in',
    engineer: 'The refresh token was refused, or the tokens it brought were for somebody else.',
    specification: ['RFC 6749 §6', 'https://www.rfc-editor.org/rfc/rfc6749#section-6'],
  },
  'issuer-refused': {
    title: 'The sign-in service refused this app',
    advice: 'This is not your fault. Please tell your administrator the reference below.',
    next: 'sign-in',
    engineer:
      'The authorization server rejects our client or our request; its error code is in the log.',
    specification: ['RFC 6749 §5.2', 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
  },
  'issuer-unavailable': {
    title: 'The sign-in service does not answer',
    advice: 'You have not lost anything. Wait a moment, then try again.',
    next: 'sign-in',
    engineer: 'The authorization server could not be reached in time, or its answer made no sense.',
    specification: null,
  },
  'api-unavailable': {
    title: 'The data could not be fetched',
    advice: 'You are still signed in. Wait a moment, then load the page again.',
    next: 'institutions',
    engineer: 'The resource API could not be reached in time, or its answer made no sense.',
    specification: null,
  },
  'store-unavailable': {
    title: 'Foyer cannot reach its sessions',
    advice:
      'Nothing is lost, and who was signed in still is. Wait a moment, then load the page again.',
    next: 'institutions',
    engineer: 'The session store does not answer, or cannot be written; the log says why.',
    specification: ['RFC 9110 §15.6.4', 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4'],
  },
  'too-many-attempts': {
    title: 'Too many attempts',
    advice:
      'Very many sign-ins were begun from your network address. Wait a minute, then try again.',
    next: 'sign-in',
    engineer:
      'One address has begun or ended more sign-ins than this process allows; behind proxies, TRUSTED_PROXIES says whose address counts.',
    specification: ['RFC 6585 §4', 'https://www.rfc-editor.org/rfc/rfc6585#section-4'],
  },
} as const satisfies Record<string, Problem>

export type Problem = Readonly<{
  title: string
  advice: string
  next: 'sign-in' | 'institutions'
  engineer: string
  /** Name and address of the paragraph that says so. */
  specification: readonly [name: string, url: string] | null
}>

export type ProblemCode = keyof typeof problems

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}

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

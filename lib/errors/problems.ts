import type { Shown } from './entry.ts'

/**
 * Every way a flow or a call can stop. The key is also the path of the page that explains it.
 *
 * A person reads `title` and `advice`, so there is no jargon in them; an engineer reads the rest.
 */
export const problems = {
  'access-denied': {
    title: 'You chose not to share your data',
    advice: 'Nothing new was shared. You can start again whenever you change your mind.',
    next: 'sign-in',
    whose: ['person', 'administrator'],
    why: 'The authorization server answered access_denied: consent was refused, or the person gave up there.',
    remedy:
      'Where people did agree: some servers answer the same for a client that is not enabled for them.',
    reference: 'log',
    specification: ['RFC 6749 §4.1.2.1', 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1'],
  },
  'stale-sign-in': {
    title: 'This sign-in was started too long ago',
    advice:
      'It took more than ten minutes, was finished already, or was begun in another browser. Nothing is lost: start once more.',
    next: 'sign-in',
    whose: ['person', 'configuration'],
    why: 'The transaction cookie for this state was missing, too old, or already used.',
    remedy:
      'Where it happens to everybody: people come by another address than APP_URL, so the cookie is not sent back, or instances have different SESSION_SECRETs.',
    reference: 'log',
    specification: ['RFC 6749 §10.12', 'https://www.rfc-editor.org/rfc/rfc6749#section-10.12'],
  },
  'untrusted-response': {
    title: 'The answer of the sign-in service could not be trusted',
    advice:
      'To be safe, nothing was kept of it. Please start again; if it happens twice, ask for help and give the reference below.',
    next: 'sign-in',
    whose: ['issuer', 'configuration', 'network'],
    why: 'A check of the authorization response, of metadata or of a token failed; the reason in the log names it.',
    remedy:
      'Usual causes: a clock that is off, OIDC_ISSUER written otherwise than the server calls itself, a key or an algorithm that the server does not list, an answer of one server to a request of another.',
    reference: 'log',
    specification: [
      'OpenID Connect Core §3.1.3.7',
      'https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation',
    ],
  },
  'wrong-institution': {
    title: 'The sign-in service answered for another institution',
    advice:
      'Nothing was kept of it. Choose the institution once more; if it happens again, ask its administrator whether you may enter it.',
    next: 'institutions',
    whose: ['administrator', 'configuration', 'issuer'],
    why: 'The institution named in the tokens is not the one this flow asked for, or none was named.',
    remedy:
      'Is it asked for under the name that the server reads (INSTITUTION_PARAMETER), and named in the tokens by the claim that we read (INSTITUTION_CLAIM)? A consumer bank names it only on request: "claims" of its entry.',
    reference: 'log',
    specification: [
      'OpenID Connect Core §3.1.3.7',
      'https://openid.net/specs/openid-connect-core-1_0.html#IDTokenValidation',
    ],
  },
  'wrong-person': {
    title: 'Someone else signed in',
    advice:
      'You are still signed in as before. To go on as the other person, sign out first, then sign in again.',
    next: 'institutions',
    whose: ['person'],
    why: 'The subject of the new tokens is not the subject of the session at the same issuer.',
    remedy: 'Nothing, as a rule: two people share a browser, or one person has two accounts there.',
    reference: 'log',
    specification: [
      'OpenID Connect Core §2',
      'https://openid.net/specs/openid-connect-core-1_0.html#IDToken',
    ],
  },
  'not-a-member': {
    title: 'This institution is no longer open to you',
    advice:
      'It no longer counts you among its people. You are still signed in: choose another, or ask its administrator.',
    next: 'institutions',
    whose: ['administrator'],
    why: 'The authorization server answered access_denied, and the directory no longer lists the institution for this person.',
    remedy:
      'The groups of this person at the institution: what the directory lists comes from them.',
    reference: 'log',
    specification: ['RFC 6749 §4.1.2.1', 'https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1'],
  },
  'unknown-institution': {
    title: 'There is no such institution here',
    advice: 'Check the address, or choose from the institutions you may enter.',
    next: 'institutions',
    whose: ['person', 'configuration'],
    why: 'The institutionId is malformed or not known to this app.',
    remedy:
      'With INSTITUTION_DIRECTORY=file, INSTITUTIONS_FILE must name every institution. Ids are compared letter by letter.',
    reference: 'log',
    specification: null,
  },
  'missing-scope': {
    title: 'More consent is needed',
    advice: 'This part of Foyer needs a permission that you have not given yet.',
    next: 'institutions',
    whose: ['configuration', 'administrator', 'person'],
    why: 'The API answered insufficient_scope: the grant does not carry the scope this call needs.',
    remedy:
      'A scope must be allowed for the External Application, asked for here (OIDC_SCOPE, INSTITUTION_SCOPE, "scope" of an entry), and agreed to. What a server left out is in the log as scope-not-granted. A refresh does not widen a grant: people sign in anew.',
    reference: 'log-and-api',
    specification: ['RFC 6750 §3.1', 'https://www.rfc-editor.org/rfc/rfc6750#section-3.1'],
  },
  'not-permitted': {
    title: 'You are not permitted to see this',
    advice:
      'Your institution decides who may see it. More consent would not help; ask its administrator.',
    next: 'institutions',
    whose: ['administrator'],
    why: 'The API answered 403 without insufficient_scope: the person lacks the permission.',
    remedy:
      'The permissions of this person there. A scope says what the app may ask, a permission what the person may see; most are finer than a scope.',
    reference: 'log-and-api',
    specification: ['RFC 9110 §15.5.4', 'https://www.rfc-editor.org/rfc/rfc9110#section-15.5.4'],
  },
  'session-over': {
    title: 'Your access has ended',
    advice: 'The sign-in service no longer renews it. Sign in again to go on.',
    next: 'sign-in',
    whose: ['person', 'issuer', 'administrator', 'configuration'],
    why: 'The refresh token was refused or there is none, the API refused a renewed token too, or the new tokens were for somebody else.',
    remedy:
      'Where it comes every ten minutes: offline_access is missing from the scope, or has another name at this server. Where it comes at random: a copy of the session store is in use, and each uses up the refresh tokens of the other.',
    reference: 'log',
    specification: ['RFC 6749 §6', 'https://www.rfc-editor.org/rfc/rfc6749#section-6'],
  },
  'issuer-refused': {
    title: 'The sign-in service refused this app',
    advice:
      'This is not your fault. If another try ends here too, ask for help and give the reference below.',
    next: 'sign-in',
    whose: ['configuration', 'administrator', 'issuer'],
    why: 'The authorization server rejects our client or our request; the reason in the log has its error code.',
    remedy:
      'invalid_client: client id, key or secret, whether the server can read our key set, OIDC_ASSERTION_AUDIENCE, the clock. invalid_scope: what is allowed for the External Application. npm run doctor tries each.',
    reference: 'log',
    specification: ['RFC 6749 §5.2', 'https://www.rfc-editor.org/rfc/rfc6749#section-5.2'],
  },
  'issuer-unavailable': {
    title: 'The sign-in service does not answer',
    advice: 'You have not lost anything. Wait a moment, then try again.',
    next: 'sign-in',
    whose: ['issuer', 'network'],
    why: 'The authorization server could not be reached in time, or its answer made no sense; the reason in the log says which.',
    remedy:
      'Where it lasts: does this machine need a proxy, a VPN or another certificate to get there? npm run doctor asks from here.',
    reference: 'log',
    specification: null,
  },
  'api-unavailable': {
    title: 'The data could not be fetched',
    advice:
      'You are still signed in. Wait a moment, then load the page again; if you pressed a button, go back and press it once more.',
    next: 'institutions',
    whose: ['api', 'network', 'configuration'],
    why: 'The resource API could not be reached in time, or its answer made no sense; the reason in the log says which.',
    remedy:
      'Where it never worked: API_URL, or "apiUrl" of the entry, and whether the API is of the same environment as the sign-in.',
    reference: 'log-and-api',
    specification: null,
  },
  'store-unavailable': {
    title: 'Foyer cannot reach its sessions',
    advice:
      'Nothing is lost, and who was signed in still is. Wait a moment, then load the page again.',
    next: 'institutions',
    whose: ['machine', 'network', 'configuration'],
    why: 'The session store does not answer, or cannot be written.',
    remedy:
      'store-lost or store-fault in the log says why: a full or read-only disk, a Redis that is away, is a replica or has another password. npm run doctor looks at it.',
    reference: 'log',
    specification: ['RFC 9110 §15.6.4', 'https://www.rfc-editor.org/rfc/rfc9110#section-15.6.4'],
  },
  'too-many-attempts': {
    title: 'Too many attempts',
    advice:
      'Very many sign-ins were begun from your network address. Wait a minute, then try again.',
    next: 'sign-in',
    whose: ['person', 'network', 'configuration'],
    why: 'One address has begun or ended more sign-ins than this process allows.',
    remedy:
      'Behind proxies, TRUSTED_PROXIES says whose address counts: with 0 all share the one of the proxy.',
    reference: 'log',
    specification: ['RFC 6585 §4', 'https://www.rfc-editor.org/rfc/rfc6585#section-4'],
  },
} as const satisfies Record<string, Problem>

export type Problem = Shown &
  Readonly<{
    /** The way on that the page offers first. */
    next: 'sign-in' | 'institutions'
    /** Name and address of the paragraph that says so. */
    specification: readonly [name: string, url: string] | null
  }>

export type ProblemCode = keyof typeof problems

export function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problems, code)
}

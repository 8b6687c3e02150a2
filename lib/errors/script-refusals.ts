import type { Refusal } from './refusals.ts'

const plain = { reference: 'none' } as const

/** Sent to scripts as `{ "error": code }`; what a page then says is its own affair. */
export const scriptRefusals = {
  'no-session': {
    answeredBy: 'app/auth/session/route.ts',
    ...plain,
    status: 401,
    title: 'Nobody is signed in',
    advice: 'Sign in.',
    why: 'The cookie is missing, damaged or of another secret, or its session has ended.',
    remedy: 'Where it comes too early: SESSION_IDLE_SECONDS and SESSION_ABSOLUTE_SECONDS.',
    whose: ['person', 'configuration'],
  },
  'no-grant': {
    answeredBy: 'app/auth/refresh/route.ts',
    ...plain,
    status: 404,
    title: 'The session has no access to this institution',
    advice: 'Choose the institution again.',
    why: 'It was never entered in this session, or its access has ended.',
    remedy: 'Nothing, as a rule: pages that need access ask for it.',
    whose: ['person'],
  },
  'not-entered': {
    answeredBy: 'app/institutions/[institutionId]/updates/[taskId]/route.ts',
    ...plain,
    status: 401,
    title: 'Nobody is signed in at this bank',
    advice: 'Load the page again; it leads to the sign-in.',
    why: 'The session has ended or never entered it, or the institution is no consumer bank.',
    remedy: 'Nothing, as a rule.',
    whose: ['person'],
  },
  'no-such-task': {
    answeredBy: 'app/institutions/[institutionId]/updates/[taskId]/route.ts',
    ...plain,
    status: 404,
    title: 'There is no such update',
    advice: 'Load the page again, and press “Update balances”.',
    why: 'What stands in the address can be no id of a task.',
    remedy: 'Nothing, as a rule: somebody wrote the address by hand.',
    whose: ['person'],
  },
  'not-found': {
    answeredBy: 'app/inspector/stream/route.ts',
    ...plain,
    status: 404,
    title: 'There is nothing to watch',
    advice: 'Open /inspector first.',
    why: 'The inspector is off, or this browser has no cookie of it.',
    remedy: 'FLOW_INSPECTOR switches it on.',
    whose: ['configuration', 'person'],
  },
  'too-many-at-once': {
    answeredBy: 'app/inspector/stream/route.ts',
    ...plain,
    status: 429,
    title: 'Too many pages of this session listen at once',
    advice: 'Close some, and load the page again in a minute.',
    why: 'Each holds a connection, so one session may hold a few only.',
    remedy: 'Nothing, as a rule.',
    whose: ['person'],
  },
  invalid_request: {
    answeredBy: 'app/auth/backchannel-logout/route.ts',
    status: 400,
    title: 'A notice of a sign-out was refused',
    advice: 'The authorization server reads it, and no person.',
    why: 'What came to /auth/backchannel-logout is no logout token that can be believed, or could not be done.',
    remedy:
      'The reference in its error_description leads to the reason. Usual causes: a clock that is off, a server that is not configured here, a token without jti or sid.',
    whose: ['issuer', 'configuration', 'machine'],
    reference: 'log',
  },
} as const satisfies Record<string, Refusal>

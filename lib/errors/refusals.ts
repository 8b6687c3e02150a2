import type { Shown } from './entry.ts'

/** How a request is turned away that leads to no page at /problem. */
export type Refusal = Shown & Readonly<{ status: number }>

const plain = { reference: 'none' } as const

/** Sent as they are, title and advice: a browser that is used as usual hears none of them. */
export const plainRefusals = {
  'not-a-page-load': {
    ...plain,
    status: 403,
    title: 'Only a page load can begin or end a sign-in',
    advice: 'Open this address in the browser.',
    why: 'A script, an image or a frame asked for a step of the flow: Sec-Fetch-Mode or Sec-Fetch-Dest says so.',
    remedy: 'Lead to /auth/authorize with a plain link, and not with fetch or a frame.',
    whose: ['bug'],
  },
  'not-from-here': {
    ...plain,
    status: 403,
    title: 'This request did not come from a page of this app',
    advice: 'Go back, load the page again, and try once more.',
    why: 'A change of state takes an Origin that is APP_URL, or Sec-Fetch-Site: same-origin.',
    remedy:
      'Where it meets everybody: APP_URL is not what people type, or a proxy removes Origin. Else somebody tried a forged request.',
    whose: ['configuration', 'network', 'bug'],
  },
  'method-not-allowed': {
    ...plain,
    status: 405,
    title: 'This address takes page loads only',
    advice: 'Open it in the browser.',
    why: 'HEAD and OPTIONS would run or reveal what a GET does.',
    remedy: 'Have probes ask /health/live or /health/ready.',
    whose: ['network', 'bug'],
  },
  'too-large': {
    ...plain,
    status: 413,
    title: 'This request is larger than any form of this app',
    advice: 'Go back and send less.',
    why: 'No form of ours sends more than 16 kB, and more is not read.',
    remedy: 'A form of yours that needs more: the limit is in lib/http/form.ts.',
    whose: ['person', 'bug'],
  },
  'not-our-form': {
    ...plain,
    status: 400,
    title: 'This request did not come from a form of this app, or is too long for it',
    advice: 'Go back, load the page again, and try once more.',
    why: 'A field is missing, is no field of ours, or is longer than its form allows.',
    remedy: 'Compare the form and what reads it: lib/data/enterprise/account-form.ts.',
    whose: ['bug', 'person'],
  },
} as const satisfies Record<string, Refusal>

/** Sent to scripts as `{ "error": code }`, as some of those above are; what a page then says is its own affair. */
export const jsonRefusals = {
  'no-session': {
    ...plain,
    status: 401,
    title: 'Nobody is signed in',
    advice: 'Sign in.',
    why: 'The cookie is missing, damaged or of another secret, or its session has ended.',
    remedy: 'Where it comes too early: SESSION_IDLE_SECONDS and SESSION_ABSOLUTE_SECONDS.',
    whose: ['person', 'configuration'],
  },
  'no-grant': {
    ...plain,
    status: 404,
    title: 'The session has no access to this institution',
    advice: 'Choose the institution again.',
    why: 'It was never entered in this session, or its access has ended.',
    remedy: 'Nothing, as a rule: pages that need access ask for it.',
    whose: ['person'],
  },
  'not-entered': {
    ...plain,
    status: 401,
    title: 'Nobody is signed in at this bank',
    advice: 'Load the page again; it leads to the sign-in.',
    why: 'The session has ended or never entered it, or the institution is no consumer bank.',
    remedy: 'Nothing, as a rule.',
    whose: ['person'],
  },
  'no-such-task': {
    ...plain,
    status: 404,
    title: 'There is no such update',
    advice: 'Load the page again, and press “Update balances”.',
    why: 'What stands in the address can be no id of a task.',
    remedy: 'Nothing, as a rule: somebody wrote the address by hand.',
    whose: ['person'],
  },
  'not-found': {
    ...plain,
    status: 404,
    title: 'There is nothing to watch',
    advice: 'Open /inspector first.',
    why: 'The inspector is off, or this browser has no cookie of it.',
    remedy: 'FLOW_INSPECTOR switches it on.',
    whose: ['configuration', 'person'],
  },
  'too-many-at-once': {
    ...plain,
    status: 429,
    title: 'Too many pages of this session listen at once',
    advice: 'Close some, and load the page again in a minute.',
    why: 'Each holds a connection, so one session may hold a few only.',
    remedy: 'Nothing, as a rule.',
    whose: ['person'],
  },
  invalid_request: {
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

/** Said by a status, or by a page of its own. */
export const otherRefusals = {
  'no-page': {
    answeredBy: 'app/not-found.tsx',
    ...plain,
    status: 404,
    title: 'There is nothing at this address',
    advice: 'It may be misspelt, or what was here is gone, or you are not meant to see it.',
    why: 'No such route, no such account or flow, or one of somebody else: all look the same from outside.',
    remedy:
      'For what is not there for anybody: FLOW_INSPECTOR, and the kind of API of the institution.',
    whose: ['person', 'configuration'],
  },
  'typed-wrong': {
    answeredBy: 'app/page-status.ts',
    ...plain,
    status: 400,
    title: 'What was typed cannot be searched for, or saved',
    advice: 'The page names each field, and keeps what was typed.',
    why: 'Nothing was asked of an API: the rules of the form were broken.',
    remedy:
      'The rules are beside the data: account-search.ts, transaction-search.ts, user-search.ts, account-form.ts.',
    whose: ['person'],
  },
  'changed-meanwhile': {
    answeredBy: 'app/page-status.ts',
    status: 409,
    title: 'Somebody else changed the account meanwhile',
    advice: 'The page shows both, and what you typed; look, and save again.',
    why: 'The API answered 412: the version that the form was filled from is not the latest.',
    remedy:
      'Nothing: it is how two people do not overwrite each other. The log has it as not-saved.',
    whose: ['person'],
    reference: 'none',
  },
  'not-ready': {
    answeredBy: 'app/health/ready/route.ts',
    ...plain,
    status: 503,
    title: 'The app cannot do its work now',
    advice: 'Wait a moment, then load the page again.',
    why: 'GET /health/ready: the session store does not answer, the issuer has never answered, or the app is being stopped.',
    remedy: 'Its body says which. A balancer should send nobody here meanwhile.',
    whose: ['machine', 'issuer', 'network'],
  },
  'no-path': {
    answeredBy: 'scripts/serve.ts',
    ...plain,
    status: 400,
    title: 'The request names no path',
    advice: 'Open the front page.',
    why: 'Its target is a whole address or an asterisk: forms that proxies take, and this app does not.',
    remedy: 'Something in front treats the app as a forward proxy, or somebody tries what is open.',
    whose: ['network'],
  },
  'too-slow': {
    answeredBy: 'scripts/bounded-server.ts',
    ...plain,
    status: 408,
    title: 'The request took too long to arrive',
    advice: 'Try again on a better connection.',
    why: 'Headers must be there in ten seconds, all of it in thirty.',
    remedy: 'A proxy in front should take in requests whole.',
    whose: ['network', 'person'],
  },
  'headers-too-large': {
    answeredBy: 'scripts/bounded-server.ts',
    ...plain,
    status: 431,
    title: 'The headers of the request are too large',
    advice: 'Remove the cookies of this site, and sign in again.',
    why: 'More than 16 kB: another app under the same host sets many cookies.',
    remedy: 'Give the app a host of its own, or find who sets them.',
    whose: ['configuration', 'network'],
  },
} as const satisfies Record<string, Refusal & Readonly<{ answeredBy: string }>>

import type { Refusal } from './refusals.ts'

const plain = { reference: 'none' } as const

/** Said by a status, or by a page of its own. */
export const statusRefusals = {
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
    ...plain,
    status: 409,
    title: 'Somebody else changed the account meanwhile',
    advice: 'The page shows both, and what you typed; look, and save again.',
    why: 'The API answered 412: the version that the form was filled from is not the latest.',
    remedy:
      'Nothing: it is how two people do not overwrite each other. The log has it as not-saved.',
    whose: ['person'],
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
} as const satisfies Record<string, Refusal>

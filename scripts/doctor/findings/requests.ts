import type { Wrong } from '../finding.ts'

const sentBack = {
  status: 'fault',
  title: 'the server sends the browser back with {error}: {said}',
  why: 'The redirect URI is registered; something else in the request is not allowed.',
} as const

/** What an authorization endpoint can have against a request that a browser brings. */
export const ofRequests = {
  'redirect-uri-refused': {
    status: 'fault',
    title: 'the server refuses the redirect URI {uri}{said}',
    why: 'It must be registered letter by letter: case, slash, http or https, host and port count.',
    remedy: 'Register exactly this URI for this client, or correct APP_URL. No wildcards.',
    whose: ['administrator', 'configuration'],
  },
  'pkce-lost': {
    status: 'fault',
    title: 'the server wants PKCE, and did not see it{said}',
    why: 'The app always sends it: something on the way removes parameters.',
    remedy: 'Look for a proxy or gateway between the browser and the server.',
    whose: ['network'],
  },
  'client-unknown': {
    status: 'fault',
    title: 'the server does not know the client {clientId}{said}',
    why: 'A client is known to one environment only, and only once the institution has made it.',
    remedy:
      'Compare the client id and the issuer; ask the institution’s administrator for the External Application.',
    whose: ['administrator', 'configuration'],
  },
  'error-page': {
    status: 'fault',
    title: 'the server shows an error page with {error}{said}',
    why: 'A person who wants to sign in sees this page.',
    remedy: 'Compare scope, institution parameter and client with the registration.',
    whose: ['configuration', 'administrator'],
  },
  'unclear-page': {
    status: 'warning',
    title: 'the authorization endpoint answered {status}',
    why: 'A browser would get the same answer, and the person could not go on.',
    remedy: 'Open the app in a browser and start to sign in: the page says more.',
    whose: ['issuer', 'configuration'],
  },
  'request-scope-refused': {
    ...sentBack,
    remedy: 'Have every scope of the check "scopes" allowed for the External Application.',
    whose: ['administrator', 'configuration'],
  },
  'request-client-refused': {
    ...sentBack,
    remedy:
      'This client may not sign people in: it may be a service account. Use the one made for sign-in.',
    whose: ['configuration', 'administrator'],
  },
  'request-denied': {
    ...sentBack,
    remedy:
      'The server refuses before anybody signed in: see that the client is enabled and may use this institution.',
    whose: ['administrator'],
  },
  'request-malformed': {
    ...sentBack,
    remedy: 'The server names the parameter; see INSTITUTION_PARAMETER and "parameters".',
    whose: ['configuration'],
  },
  'request-refused': {
    ...sentBack,
    remedy: 'Compare scope, institution parameter and grant types with the registration.',
    whose: ['configuration', 'administrator'],
  },
} as const satisfies Record<string, Wrong>

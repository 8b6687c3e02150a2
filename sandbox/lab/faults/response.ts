import { usersScope } from '../../authorization/scopes.ts'
import type { Fault } from '../fault.ts'
import { stopsAt } from './outcomes.ts'

const group = 'response'
const when = 'sign-in'

/** What can go wrong between the authorization request and the browser's return to the app. */
export const responseFaults: readonly Fault[] = [
  {
    id: 'state-tampered',
    group,
    when,
    title: 'State tampered with',
    story:
      'The browser comes back with another state than it left with, as if somebody had slipped it a link. The app finds no sign-in of this browser for it, and never sends the code.',
    promise: stopsAt('stale-sign-in', 'no sign-in with this state is pending in this browser'),
    strikes: { response: (target) => target.searchParams.set('state', 'of-somebody-else') },
  },
  {
    id: 'iss-missing',
    group,
    when,
    title: 'Issuer left out',
    story:
      'The server promises to name itself in iss, and then does not. An answer that does not say whom it is from is not believed.',
    promise: stopsAt('untrusted-response', 'the answer failed its checks (OAUTH_INVALID_RESPONSE)'),
    strikes: { response: (target) => target.searchParams.delete('iss') },
  },
  {
    id: 'iss-foreign',
    group,
    when,
    title: 'Another issuer',
    story:
      'The answer says in iss that it comes from another server, as in a mix-up attack. The app keeps its code to itself, so nobody else can be given it.',
    promise: stopsAt('untrusted-response', 'the answer failed its checks (OAUTH_INVALID_RESPONSE)'),
    strikes: {
      response: (target) => target.searchParams.set('iss', 'https://another.example.test'),
    },
  },
  {
    id: 'redirect-uri-off',
    group,
    when,
    title: 'Redirect URI off by a slash',
    story:
      'The request names the app’s address with a slash too many. The server compares character by character, and must not send anybody to an address it does not know: the person stays on its own error page.',
    promise: {
      where: 'sandbox',
      sees: 'This request cannot go on',
      problem: null,
      log: null,
    },
    strikes: {
      request: (query) => query.set('redirect_uri', `${query.get('redirect_uri')}/`),
    },
  },
  {
    id: 'scope-invalid',
    group,
    when,
    title: 'Scope not allowed',
    story:
      'The request asks for a scope that is not the app’s to ask for. The server says invalid_scope before anybody is asked to sign in.',
    promise: stopsAt('issuer-refused', 'the server answered invalid_scope'),
    strikes: { request: (query) => query.set('scope', `${query.get('scope')} ${usersScope}`) },
  },
  {
    id: 'consent-denied',
    group,
    when,
    title: 'Consent denied',
    story:
      'The person does not allow what the app asks for, and comes back with access_denied. That is their right, and whoever was signed in before still is.',
    promise: stopsAt('access-denied', 'the server answered access_denied'),
    strikes: {
      response({ searchParams }) {
        searchParams.delete('code')
        searchParams.set('error', 'access_denied')
      },
    },
  },
]

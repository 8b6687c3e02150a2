import { usersScope } from '../../authorization/scopes.ts'
import type { Fault } from '../fault.ts'
import { insufficientScope, notPermitted, tooManyRequests } from './api-answers.ts'
import { explains, works } from './outcomes.ts'

const group = 'service'
const when = 'service'

/** What can go wrong for the client that asks as itself. */
export const serviceFaults: readonly Fault[] = [
  {
    id: 'service-audience',
    group,
    when,
    title: 'Service assertion for another audience',
    story:
      'The service client’s token is refused, and so is the assertion with which it asks for another: it was made for the wrong address. Nobody’s session is touched.',
    promise: explains(
      'issuer-refused',
      'the server answered invalid_client',
      'The sign-in service refused the service account',
    ),
    strikes: { lure: 'service', audience: 'https://another.example.test/token' },
  },
  {
    id: 'service-403-scope',
    group,
    when,
    title: 'Service client lacks a scope',
    story:
      'The API answers the service client with insufficient_scope. No person could consent to that, so the page asks nobody to.',
    promise: explains('missing-scope', 'the API answered 403', 'The service account lacks a scope'),
    strikes: { api: () => insufficientScope(usersScope) },
  },
  {
    id: 'service-403-permission',
    group,
    when,
    title: 'Service client lacks the permission',
    story:
      'The user behind the service client may not see people. Its scope is good, so the page names the institution’s administrator.',
    promise: explains(
      'not-permitted',
      'the API answered 403',
      'The service account is not permitted to see people',
    ),
    strikes: { api: () => notPermitted },
  },
  {
    id: 'service-429',
    group,
    when,
    title: 'Service client asked to wait',
    story:
      'The API is too busy for a second, and says so. The service client waits that long, asks again, and the page comes.',
    promise: works('of 512', null),
    strikes: { api: () => tooManyRequests(1) },
  },
]

import { readScope } from '../../authorization/scopes.ts'
import type { Fault } from '../fault.ts'
import {
  brokenGateway,
  insufficientScope,
  invalidToken,
  notPermitted,
  tooManyRequests,
} from './api-answers.ts'
import { explains, works } from './outcomes.ts'

const group = 'api'
const when = 'page'

/** What an API may answer in place of accounts. */
export const apiFaults: readonly Fault[] = [
  {
    id: 'token-revoked-early',
    group,
    when,
    title: 'Access token revoked early',
    story:
      'The API refuses an access token that should still be good. The app renews it once, asks again, and nobody notices.',
    promise: works('Operating', 'refresh'),
    strikes: {
      api(request, refused) {
        refused.refuse(request, 'token')
        return invalidToken
      },
    },
  },
  {
    id: 'api-401',
    group,
    when,
    title: 'Access tokens refused for good',
    story:
      'The API refuses the access token, and the fresh one as well. After one retry the app gives the grant up: no endless circle of refreshes.',
    promise: explains('session-over', 'the API refused a fresh access token'),
    strikes: {
      api(request, refused) {
        refused.refuse(request, 'grant')
        return invalidToken
      },
    },
  },
  {
    id: 'api-403-scope',
    group,
    when,
    title: '403: the app lacks a scope',
    story:
      'The API answers 403 with insufficient_scope: the person has not allowed enough. The page offers to ask for it.',
    promise: explains('missing-scope', 'the API answered 403'),
    strikes: { api: () => insufficientScope(readScope) },
  },
  {
    id: 'api-403-permission',
    group,
    when,
    title: '403: the person lacks the permission',
    story:
      'The API answers 403 and names no scope: the institution does not let this person see its accounts. More consent would not help, and the page says so.',
    promise: explains('not-permitted', 'the API answered 403'),
    strikes: { api: () => notPermitted },
  },
  {
    id: 'api-429',
    group,
    when,
    title: '429: too many requests',
    story:
      'The API is too busy for two minutes. The app does not press it, and tells the person to come back.',
    promise: explains('api-unavailable', 'the API answered 429'),
    strikes: { api: () => tooManyRequests(120) },
  },
  {
    id: 'api-slow',
    group,
    when,
    title: 'API slower than anybody waits',
    story:
      'The API takes the request, and does not answer. After ten seconds the page comes without the accounts.',
    promise: explains('api-unavailable', 'did not answer within 10000 ms'),
    strikes: { api: () => 'silence' },
  },
  {
    id: 'api-500',
    group,
    when,
    title: '500, in HTML',
    story:
      'Something in front of the API breaks and answers with a web page. Nothing of it reaches the person but that the data could not be fetched.',
    promise: explains('api-unavailable', 'the API answered 500'),
    strikes: { api: () => brokenGateway },
  },
]

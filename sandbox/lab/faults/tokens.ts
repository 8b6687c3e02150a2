import type { Fault } from '../fault.ts'
import type { Server } from '../strikes.ts'
import { stopsAt } from './outcomes.ts'

const group = 'tokens'
const when = 'sign-in'

/** What can go wrong where the code is traded for tokens. */
export const tokenFaults: readonly Fault[] = [
  {
    id: 'code-used',
    group,
    when,
    title: 'Code already used',
    story:
      'Somebody redeems the code before the app can. The server takes no code twice, and ends whatever the first use brought.',
    promise: stopsAt('issuer-refused', 'the server answered invalid_grant'),
    strikes: { response: async (target, server) => (await codeIn(target, server))?.consume() },
  },
  {
    id: 'code-expired',
    group,
    when,
    title: 'Code expired',
    story:
      'The code is older than the minute it is good for when the app sends it. The server has forgotten it.',
    promise: stopsAt('issuer-refused', 'the server answered invalid_grant'),
    // To the server, what has expired is gone.
    strikes: { response: async (target, server) => (await codeIn(target, server))?.destroy() },
  },
  {
    id: 'token-endpoint-503',
    group,
    when,
    title: 'Token endpoint down',
    story:
      'The token endpoint answers 503. The app does not send the code again: it cannot know whether it was used.',
    promise: stopsAt('issuer-unavailable', 'the server answered 503'),
    strikes: { tokens: () => ({ status: 503, body: { error: 'temporarily_unavailable' } }) },
  },
  {
    id: 'token-endpoint-silent',
    group,
    when,
    title: 'Token endpoint silent',
    story:
      'The token endpoint takes the request, and then says nothing. After five seconds the app gives up, so nobody looks at a blank page for longer.',
    promise: stopsAt('issuer-unavailable', 'did not answer within 5000 ms'),
    strikes: { tokens: () => 'silence' },
  },
  {
    id: 'assertion-audience',
    group,
    when,
    title: 'Assertion for another audience',
    story:
      'The server expects the app’s signed assertion to be made for another address. It believes no assertion that could have been meant for somebody else, and says invalid_client.',
    promise: stopsAt('issuer-refused', 'the server answered invalid_client'),
    strikes: { audience: 'https://another.example.test/token' },
  },
]

function codeIn(target: URL, { provider }: Server) {
  return provider.AuthorizationCode.find(target.searchParams.get('code') ?? '')
}

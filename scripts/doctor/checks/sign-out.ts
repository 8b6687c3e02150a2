import { type Check, ofEachServer } from '../check.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import type { Metadata } from '../server.ts'

export const signOut: Check = {
  name: 'sign-out',
  looksAt:
    'whether a sign-out can end the session there and revoke tokens, and one there is told here',
  examine: ofEachServer((metadata, _server, { env }) => {
    const found = [
      ...(metadata.end_session_endpoint ? [] : [wrong('no-end-session')]),
      ...(metadata.revocation_endpoint ? [] : [wrong('no-revocation')]),
    ]
    const ours = found.length > 0 ? found : [ok('the session can be ended, and tokens revoked')]
    return [...ours, elsewhere(metadata, `${env?.appUrl}/auth/backchannel-logout`)]
  }),
}

// No fault of anybody's, either way: a session here ends by itself.
function elsewhere(metadata: Metadata, address: string): Finding {
  if (metadata.backchannel_logout_supported !== true) {
    return ok(
      'it does not say that it tells of a sign-out elsewhere',
      'Who signs out there stays signed in here until the session ends by itself.',
    )
  }
  return ok(
    `it tells of a sign-out elsewhere: register exactly ${address} for back-channel logout`,
    metadata.backchannel_logout_session_supported === true
      ? null
      : 'It names people, not sessions: who signs out in one browser is signed out here in all.',
  )
}

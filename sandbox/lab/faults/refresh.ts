import type { Fault } from '../fault.ts'
import { explains } from './outcomes.ts'

const group = 'refresh'
const when = 'refresh'

/** What can go wrong when tokens are renewed. The API brings the refresh about. */
export const refreshFaults: readonly Fault[] = [
  {
    id: 'refresh-token-used',
    group,
    when,
    title: 'Refresh token already used',
    story:
      'Somebody has used the refresh token before. The server takes it for theft, ends the whole grant, and answers invalid_grant.',
    promise: explains('session-over', 'the server refused the refresh token'),
    strikes: {
      lure: 'page',
      async tokens(_tokens, { provider }, grantId) {
        await provider.RefreshToken.revokeByGrantId(grantId)
        await (await provider.Grant.find(grantId))?.destroy()
        return { status: 400, body: { error: 'invalid_grant' } }
      },
    },
  },
  {
    id: 'refresh-503',
    group,
    when,
    title: 'Refresh finds the server down',
    story:
      'The token endpoint answers 503 when the app renews its tokens. The session stays: a server that is down for a moment signs nobody out.',
    promise: explains('issuer-unavailable', 'the server answered 503'),
    strikes: {
      lure: 'page',
      tokens: () => ({ status: 503, body: { error: 'temporarily_unavailable' } }),
    },
  },
]

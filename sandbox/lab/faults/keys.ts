import { newSigningKey } from '../../secrets.ts'
import type { Fault } from '../fault.ts'
import { signedAgain } from '../sign-again.ts'
import { stopsAt, works } from './outcomes.ts'

const group = 'keys'
const when = 'sign-in'

/** What can happen to the keys that the server signs with. */
export const keyFaults: readonly Fault[] = [
  {
    id: 'key-unknown',
    group,
    when,
    title: 'Unknown key',
    story:
      'The ID token is signed with a key that the server does not publish. The app asks for the key set once more, does not find it there, and believes nothing.',
    promise: stopsAt('untrusted-response', 'no key for this token (ERR_JWKS_NO_MATCHING_KEY)'),
    strikes: {
      tokens: async (tokens) => ({
        status: 200,
        body: await signedAgain(tokens, await newSigningKey(), { id_token: (claims) => claims }),
      }),
    },
  },
  {
    id: 'key-rotated',
    group,
    when,
    title: 'Key rotated just now',
    story:
      'The server changes its signing key between the request and the answer, and publishes both. The app meets a key it has never seen, fetches the key set (once in five seconds at most), and goes on.',
    promise: works('Choose an institution', 'sign-in'),
    strikes: {
      async tokens(tokens, { keys }) {
        await keys.rotate()
        return { status: 200, body: await signedAgain(tokens, keys.current) }
      },
    },
  },
]

import { isSecureUrl } from '../../../lib/url.ts'
import { type Check, ofEachServer } from '../check.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'
import { readJwks } from '../jwks.ts'
import { noAnswer } from '../no-answer.ts'
import { listOf, type Metadata } from '../server.ts'

const taken = ['ES256', 'PS256', 'RS256']
const kinds: Readonly<Record<string, string>> = { ES256: 'EC', PS256: 'RSA', RS256: 'RSA' }

export const idToken: Check = {
  name: 'id-token',
  looksAt: 'the algorithms of ID tokens, and the keys they are checked with',
  examine: ofEachServer(async (metadata) => {
    // OpenID Connect Discovery §3 requires the list; without one the app takes any of its own.
    const listed = listOf(metadata, 'id_token_signing_alg_values_supported') ?? taken
    const common = listed.filter((alg) => taken.includes(alg))
    return common.length === 0 ? [wrong('no-common-algorithm')] : [await keysFor(common, metadata)]
  }),
}

async function keysFor(algs: readonly string[], { jwks_uri: address }: Metadata): Promise<Finding> {
  if (typeof address !== 'string' || !isSecureUrl(address)) return skipped('there is no jwks_uri')
  const set = await readJwks(address)
  if (!('keys' in set)) {
    const reason = 'absent' in set ? set.absent : set.wrong
    return noAnswer(address, reason)
  }
  const fitting = algs.filter((alg) =>
    set.keys.some((key) => key.kty === kinds[alg] && (key.alg === undefined || key.alg === alg)),
  )
  if (fitting.length > 0) return ok(`${fitting.join(', ')}, with keys to check them by`)
  return wrong('no-key-for-algorithm', { address, algorithms: algs.join(', ') })
}

import { type Check, ofEachClient } from '../check.ts'
import { type Finding, ok, wrong } from '../finding.ts'
import { type Client, listOf, type Metadata } from '../server.ts'

export const clientAuthentication: Check = {
  name: 'client-authentication',
  looksAt: 'whether each server takes the way we prove who we are, and the algorithm',
  examine: ofEachClient(async (client, metadata) => look(client, metadata)),
}

function look({ registration: { clientAuth } }: Client, metadata: Metadata): Finding {
  const { method } = clientAuth
  const methods = listOf(metadata, 'token_endpoint_auth_methods_supported')
  // OpenID Connect Discovery §3: what it means to list none.
  const supported = methods ?? ['client_secret_basic']
  if (!supported.includes(method)) {
    return methods
      ? wrong('method-unlisted', { method, listed: plain(supported) })
      : wrong('methods-unsaid', { method })
  }
  if (clientAuth.method !== 'private_key_jwt') return ok(method)

  const [signing] = clientAuth.keys()
  const algs = listOf(metadata, 'token_endpoint_auth_signing_alg_values_supported')
  if (!signing || !algs || algs.includes(signing.alg)) {
    return ok(`${method}${signing ? `, signed with ${signing.alg}` : ''}`)
  }
  return wrong('algorithm-unlisted', { alg: signing.alg, listed: plain(algs) })
}

/** Names of methods and algorithms, and nothing else that a server may have put there. */
function plain(names: readonly string[]): string {
  const known = names.filter((name) => methodNames.includes(name) || algorithmName.test(name))
  return known.join(', ') || 'none that is known'
}

const methodNames = [
  ...['client_secret_basic', 'client_secret_post', 'client_secret_jwt', 'private_key_jwt', 'none'],
  ...['tls_client_auth', 'self_signed_tls_client_auth'],
]
const algorithmName = /^([EPRH]S(256|384|512)|EdDSA)$/

import type { ClientKey, ClientKeyAlgorithm } from '../../../lib/client-key.ts'
import type { Env } from '../../../lib/env.ts'
import { type Check, ofConfiguration } from '../check.ts'
import { about, type Finding, ok, skipped, wrong } from '../finding.ts'

export const keys: Check = {
  name: 'keys',
  looksAt:
    'our private keys and secrets: algorithm, strength, name, and whether they can be rotated',
  examine: ofConfiguration((env) => {
    const found = [
      ...ofClient('OIDC_CLIENT', env.clientKeys, env.clientAlg, env.clientKeysFile),
      ...(env.service
        ? ofClient('SERVICE_CLIENT', env.service.keys, env.service.alg, env.service.keysFile)
        : []),
      ...secretsOf(env),
    ]
    return found.length > 0 ? found : [skipped('no key and no secret is configured')]
  }),
}

export function ofClient(
  client: string,
  set: readonly ClientKey[],
  alg: ClientKeyAlgorithm | null,
  file: string | null,
): Finding[] {
  const [signing, ...others] = set
  if (!signing) return []
  const names = others.map(({ kid }) => kid).join(', ')
  const published = others.length > 0 ? `; published as well: ${names}` : ''
  const found = [ok(`${describe(signing)} signs${published}`)]
  if (alg !== null && signing.alg !== alg) {
    found.push(wrong('algorithm-ignored', { client, alg, own: signing.alg }))
  }
  if (file === null) found.push(wrong('keys-in-variable', { client }))
  return about(`${client}_KEYS`, found)
}

function describe({ kid, alg, publicJwk }: ClientKey): string {
  const bits = Buffer.from(publicJwk.n ?? '', 'base64url').length * 8
  return `${kid} (${alg}, ${publicJwk.kty === 'RSA' ? `${bits} bits` : 'P-256'})`
}

function secretsOf(env: Env): Finding[] {
  const secrets: readonly (readonly [string, string | null])[] = [
    ['OIDC_CLIENT_SECRET', env.clientSecret],
    ...[...env.institutions.values()].map(
      (it) => [`secret of ${it.name}`, it.clientSecret] as const,
    ),
  ]
  return secrets.flatMap(([name, secret]) => (secret ? about(name, [judge(secret)]) : []))
}

function judge(secret: string): Finding {
  if (secret.length >= 16) return ok('a secret is configured; keys would never leave this machine')
  return wrong('short-secret')
}

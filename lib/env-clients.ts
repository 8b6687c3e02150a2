import { type ClientKey, type ClientKeyAlgorithm, clientKeyAlgorithms } from './client-key.ts'
import type { VariableName } from './env.ts'
import type { WrittenEntry } from './env-institutions.ts'
import type { EnvReader } from './env-reader.ts'
import { anyText, oneOf, visibleScope, visibleText } from './env-values.ts'
import { usersScope } from './oauth/scope.ts'

type Reader = EnvReader<VariableName>

/** A client that acts for itself, and always proves itself with `private_key_jwt`. */
export type ServiceClient = Readonly<{
  /** Null where each institution brings its own. */
  clientId: string | null
  keys: readonly ClientKey[]
  keysFile: string | null
  alg: ClientKeyAlgorithm | null
  scope: string
}>

/**
 * How the client proves itself that signs people in.
 *
 * @param needsNone every institution brings a secret of its own
 */
export function readClientAuth(vars: Reader, needsNone: boolean) {
  const clientAlg = vars.read('OIDC_CLIENT_ALG', oneOf(...clientKeyAlgorithms), null)
  const clientSecret = vars.readSecret(
    'OIDC_CLIENT_SECRET',
    anyText('the secret you were given'),
    null,
  )
  const keys = vars.readSecret('OIDC_CLIENT_KEYS', anyText('private keys'), null)
  const clientAuth = vars.read(
    'OIDC_CLIENT_AUTH',
    oneOf('client_secret_post', 'client_secret_basic', 'private_key_jwt'),
    keys === null ? 'client_secret_post' : 'private_key_jwt',
  )
  const hasNone = clientSecret === null && keys === null

  if ((clientSecret === null) === (keys === null) && !(needsNone && hasNone)) {
    vars.faults.push('OIDC_CLIENT_SECRET or OIDC_CLIENT_KEYS: set exactly one of them')
  } else if (clientAuth && (clientAuth === 'private_key_jwt') !== (keys !== null)) {
    vars.faults.push(
      'OIDC_CLIENT_AUTH does not fit: keys go with private_key_jwt, a secret with the others',
    )
  }
  return {
    clientAlg,
    clientSecret,
    clientAuth: hasNone ? null : clientAuth,
    clientKeys: vars.readKeys('OIDC_CLIENT_KEYS', clientAlg ?? null, keys),
    clientKeysFile: vars.pathOf('OIDC_CLIENT_KEYS'),
  }
}

export function readService(vars: Reader, written: readonly WrittenEntry[]): ServiceClient | null {
  const clientId = vars.read('SERVICE_CLIENT_ID', visibleText('a client id'), null)
  const alg = vars.read('SERVICE_CLIENT_ALG', oneOf(...clientKeyAlgorithms), null)
  const keys = vars.readSecret('SERVICE_CLIENT_KEYS', anyText('private keys'), null)
  const isNamed = clientId !== null || written.some((it) => it.service)

  if (isNamed !== (keys !== null)) {
    vars.faults.push('SERVICE_CLIENT_KEYS and a service client id go together: set both or neither')
  }
  const scope = vars.read('SERVICE_SCOPE', visibleScope, usersScope)
  return isNamed
    ? {
        clientId,
        alg,
        keys: vars.readKeys('SERVICE_CLIENT_KEYS', alg ?? null, keys),
        keysFile: vars.pathOf('SERVICE_CLIENT_KEYS'),
        scope,
      }
    : null
}

/** One JWK Set publishes the keys of both clients, so a kid has to name one key. */
export function checkKids(
  vars: Reader,
  keys: readonly ClientKey[],
  service: ServiceClient | null,
): void {
  const publicKeys = new Map(keys.map(({ kid, publicJwk }) => [kid, JSON.stringify(publicJwk)]))
  const clash = service?.keys.some(({ kid, publicJwk }) => {
    const known = publicKeys.get(kid)
    return known !== undefined && known !== JSON.stringify(publicJwk)
  })
  if (clash) vars.faults.push('SERVICE_CLIENT_KEYS has a kid that another of OIDC_CLIENT_KEYS has')
}

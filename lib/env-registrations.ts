import type { WrittenEntry } from './env-institutions.ts'

/** An institution with a registration of its own, every default filled in. */
export type InstitutionEntry = Readonly<{
  institutionId: string
  name: string
  issuer: string
  discoveryUrl: string
  clientId: string
  clientAuth: 'private_key_jwt' | 'client_secret_post' | 'client_secret_basic'
  /** Null with `private_key_jwt`: the keys are the same for all. */
  clientSecret: string | null
  scope: string
  /** Null sends none: client or issuer say which institution it is. */
  institutionParameter: string | null
  /** Null: no claim says it, client or issuer decide. */
  institutionClaim: string | null
  parameters: Readonly<Record<string, string>>
  /** OpenID Connect Core §5.5. */
  claims: Readonly<Record<string, unknown>> | null
  api: 'enterprise' | 'consumer'
  apiUrl: string
  /** The client for machine work at this institution, where it has one of its own. */
  service: Readonly<{ clientId: string; scope: string | null }> | null
}>

/** What every entry leaves out, from the environment; null where that does not say it either. */
export type EntryDefaults = Readonly<{
  issuer: string | null
  discoveryUrl: string | null
  clientId: string | null
  clientAuth: InstitutionEntry['clientAuth'] | null
  clientSecret: string | null
  hasKeys: boolean
  institutionScope: string
  institutionParameter: string
  institutionClaim: string
  apiUrl: string | null
  /** The value of a variable that an entry names, or of the file that `<name>_FILE` names. */
  secretNamed: (name: string) => string | null
}>

/**
 * Fills in what the entries leave out, and holds them against one another: a secret goes to its own
 * client only, and an entry whose institution no claim names shares its client with no other.
 *
 * @param faults what is wrong is added here, by entry and member
 */
export function fillIn(
  written: readonly WrittenEntry[],
  defaults: EntryDefaults,
  faults: string[],
): readonly InstitutionEntry[] {
  const clientOf = (it: WrittenEntry) =>
    JSON.stringify([it.issuer ?? defaults.issuer, it.clientId ?? defaults.clientId])
  const clients = Map.groupBy(written, clientOf)

  return written.flatMap((it) => {
    const found = faultsOf(it, clients.get(clientOf(it))?.length === 1, defaults)
    faults.push(...found.map((fault) => `INSTITUTIONS_FILE, entry ${it.number}: ${fault}`))
    const entry = found.length === 0 ? fillInOne(it, defaults) : null
    return entry ?? []
  })
}

function faultsOf(it: WrittenEntry, isAlone: boolean, defaults: EntryDefaults): string[] {
  const faults: string[] = []
  const isOwnClient =
    (it.issuer ?? defaults.issuer) !== defaults.issuer ||
    (it.clientId ?? defaults.clientId) !== defaults.clientId
  const method = methodOf(it, defaults)

  if (it.institutionClaim === null && !isAlone) {
    faults.push('without institutionClaim, no other entry may have the same issuer and client')
  }
  if (method === 'private_key_jwt') {
    if (it.clientSecretEnv) faults.push('clientSecretEnv does not go with private_key_jwt')
    if (!defaults.hasKeys) faults.push('private_key_jwt needs OIDC_CLIENT_KEYS')
  } else if (it.clientSecretEnv && defaults.secretNamed(it.clientSecretEnv) === null) {
    faults.push('clientSecretEnv should be the name of a variable that is set')
  } else if (!it.clientSecretEnv && (isOwnClient || defaults.clientSecret === null)) {
    faults.push('a client of its own needs clientSecretEnv, or keys and private_key_jwt')
  }
  return faults
}

/** Null where the environment has a fault of its own, which is told elsewhere. */
function fillInOne(it: WrittenEntry, defaults: EntryDefaults): InstitutionEntry | null {
  const issuer = it.issuer ?? defaults.issuer
  const discoveryUrl = it.discoveryUrl ?? (it.issuer ? wellKnown(it.issuer) : defaults.discoveryUrl)
  const clientId = it.clientId ?? defaults.clientId
  const clientAuth = methodOf(it, defaults)
  const apiUrl = it.apiUrl ?? defaults.apiUrl
  if (!issuer || !discoveryUrl || !clientId || !clientAuth || !apiUrl) return null

  const hasSecret = clientAuth !== 'private_key_jwt'
  const named = it.clientSecretEnv ? defaults.secretNamed(it.clientSecretEnv) : null
  return {
    institutionId: it.institutionId,
    name: it.name,
    issuer,
    discoveryUrl,
    clientId,
    clientAuth,
    clientSecret: hasSecret ? (named ?? defaults.clientSecret) : null,
    scope: it.scope ?? defaults.institutionScope,
    institutionParameter: orDefault(it.institutionParameter, defaults.institutionParameter),
    institutionClaim: orDefault(it.institutionClaim, defaults.institutionClaim),
    parameters: it.parameters ?? {},
    claims: it.claims ?? null,
    api: it.api ?? 'enterprise',
    apiUrl,
    service: it.service ? { clientId: it.service.clientId, scope: it.service.scope ?? null } : null,
  }
}

function methodOf({ clientAuth, clientSecretEnv }: WrittenEntry, defaults: EntryDefaults) {
  return clientAuth ?? (clientSecretEnv ? 'client_secret_post' : defaults.clientAuth)
}

/** Null says that there is none, and is no gap to fill. */
function orDefault(given: string | null | undefined, fallback: string): string | null {
  return given === undefined ? fallback : given
}

/** OpenID Connect Discovery §4: where an issuer's metadata is, unless one is told otherwise. */
export function wellKnown(issuer: string): string {
  return `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
}

import { randomUUID } from 'node:crypto'
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider'
import { institutionZero } from '../institutions.ts'
import { Recent } from '../recent.ts'
import { claimsOfScopes } from './account.ts'
import { institutionOfClient } from './clients.ts'
import { apiUrlOf, type Realm } from './realm.ts'

type Grant = InstanceType<Provider['Grant']>
type Params = Readonly<Record<string, unknown>> | undefined

/** What a person allowed, to whom and where, within one sign-in session. */
type Consent = Readonly<{
  sessionUid: string
  accountId: string
  clientId: string
  institutionId: string
}>

/**
 * Grants, one for every authorization, each for one institution.
 *
 * A consent is remembered for the sign-in session and is asked for again only for what is new, but every
 * authorization gets a grant of its own: revoking one leaves the others alone.
 */
export class Grants {
  readonly #allowed = new Recent<ReadonlySet<string>>(10_000)
  readonly #seconds = new Recent<number>(1_000)
  readonly #realm: Realm

  constructor(realm: Realm) {
    this.#realm = realm
  }

  /** The scopes of a request that can be granted here, each once; unknown ones are left out. */
  knownScopes(scope: unknown): string[] {
    const asked = typeof scope === 'string' ? scope.split(' ') : []
    return Object.keys(this.#realm.scopes).filter((known) => asked.includes(known))
  }

  /** The institution an authorization request is for. */
  institutionOf(params: Params): string {
    return this.#realm.bank?.institutionId ?? requestedInstitution(params)
  }

  /** The scopes the person already allowed. */
  allowed(consent: Consent): ReadonlySet<string> {
    return this.#allowed.get(keyOf(consent)) ?? new Set()
  }

  /**
   * A new grant, of what the person chose from what was asked for. That is what is remembered of the scopes
   * asked for; whatever else they allowed before stays allowed.
   */
  async choose(
    provider: Provider,
    consent: Consent,
    asked: readonly string[],
    chosen: readonly string[],
  ): Promise<Grant> {
    const others = [...this.allowed(consent)].filter((scope) => !asked.includes(scope))
    this.#allowed.set(keyOf(consent), new Set([...others, ...chosen]))
    return this.#make(provider, consent, asked, chosen)
  }

  /** The engine looks for each scope twice, as its own and as the API's, and asks until it has a yes or no. */
  async #make(
    provider: Provider,
    consent: Consent,
    asked: readonly string[],
    scopes: readonly string[],
  ): Promise<Grant> {
    const { accountId, clientId, institutionId } = consent
    const refused = asked.filter((scope) => !scopes.includes(scope)).join(' ')
    const grant = new provider.Grant({ accountId, clientId })
    // A refresh knows the grant's id and nothing of the authorization request: the id says it all.
    grant.jti = `${institutionId}.${randomUUID()}`
    grant.addOIDCScope(scopes.join(' '))
    grant.addResourceScope(apiUrlOf(this.#realm), scopes.join(' '))
    grant.rejectOIDCScope(refused)
    grant.rejectResourceScope(apiUrlOf(this.#realm), refused)
    this.#settleClaims(grant, scopes)
    await grant.save()
    return grant
  }

  /** How long access tokens live that this grant brings from now on; null: as long as all others. */
  setTokenSeconds(grantId: string, seconds: number | null): void {
    if (seconds === null) this.#seconds.delete(grantId)
    else this.#seconds.set(grantId, seconds)
  }

  tokenSecondsOf(grantId: string): number {
    return this.#seconds.get(grantId) ?? this.#realm.accessTokenSeconds
  }

  /** The grant that answers this request without asking the person; undefined where one must ask. */
  async load({ oidc }: KoaContextWithOIDC): Promise<Grant | undefined> {
    const { provider, session, client, account, params, result } = oidc
    if (result?.consent?.grantId) return provider.Grant.find(result.consent.grantId)
    if (!session || !client || !account) return undefined

    const consent = {
      sessionUid: session.uid,
      accountId: account.accountId,
      clientId: client.clientId,
      institutionId: this.institutionOf(params),
    }
    const asked = this.knownScopes(params?.scope)
    const allowed = this.allowed(consent)
    const answered = asked.length > 0 && asked.every((scope) => allowed.has(scope))
    return answered ? this.#make(provider, consent, asked, asked) : undefined
  }

  /** Turns away who is not a member, once it is known who it is; an unknown institution has none. */
  requireMember({ oidc }: KoaContextWithOIDC): void {
    const { people, directory } = this.#realm
    const person = people.find(({ sub }) => sub === oidc.account?.accountId)
    if (person && directory.permissionAt(person, this.institutionOf(oidc.params)) !== null) return
    throw new errors.AccessDenied('this person is not a member of the requested institution')
  }

  /** Claims asked for by name: free where they tell of the bank, else as far as a scope allows them. */
  #settleClaims(grant: Grant, scopes: readonly string[]): void {
    const all = Object.entries(claimsOfScopes)
    const free = Object.keys(this.#realm.claimsOnRequest)
    const allowed = all.flatMap(([scope, names]) => (scopes.includes(scope) ? names : []))
    const rest = all.flatMap(([, names]) => names).filter((name) => !allowed.includes(name))
    grant.addOIDCClaims([...free, ...allowed])
    grant.rejectOIDCClaims(rest)
  }
}

/** The institution a grant is for. */
export function institutionOf(grantId: string | null | undefined): string | null {
  return grantId?.split('.')[0] ?? null
}

/** The institution of an authorization request: its client's, else the one it names, else Zero. */
function requestedInstitution(params: Params): string {
  const own = institutionOfClient(params?.client_id)
  if (own !== null) return own
  const asked = params?.institutionId
  return typeof asked === 'string' && asked !== '' ? asked : institutionZero
}

/** Refuses a request that names another institution than the one its client stands for. */
export function requireInstitutionOfClient({ oidc }: KoaContextWithOIDC): void {
  const own = institutionOfClient(oidc.params?.client_id)
  const asked = oidc.params?.institutionId
  if (own === null || asked === undefined || asked === '' || asked === own) return
  throw new errors.InvalidRequest('this client stands for another institution')
}

function keyOf({ sessionUid, accountId, clientId, institutionId }: Consent): string {
  return [sessionUid, accountId, clientId, institutionId].join(' ')
}

import { randomUUID } from 'node:crypto'
import { errors, type KoaContextWithOIDC, type Provider } from 'oidc-provider'
import { institutionZero } from '../institutions.ts'
import { findPerson, permissionAt } from '../people.ts'
import { Recent } from '../recent.ts'
import { knownScopes } from './scopes.ts'

type Grant = InstanceType<Provider['Grant']>

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
  readonly #audience: string

  constructor(audience: string) {
    this.#audience = audience
  }

  /** The scopes the person already allowed. */
  allowed(consent: Consent): ReadonlySet<string> {
    return this.#allowed.get(keyOf(consent)) ?? new Set()
  }

  allow(consent: Consent, scopes: readonly string[]): void {
    this.#allowed.set(keyOf(consent), new Set([...this.allowed(consent), ...scopes]))
  }

  /** A new grant. The engine looks for each scope twice: as its own and as the API's. */
  async make(provider: Provider, consent: Consent, scopes: readonly string[]): Promise<Grant> {
    const { accountId, clientId, institutionId } = consent
    const grant = new provider.Grant({ accountId, clientId })
    // A refresh knows the grant's id and nothing of the authorization request: the id says it all.
    grant.jti = `${institutionId}.${randomUUID()}`
    grant.addOIDCScope(scopes.join(' '))
    grant.addResourceScope(this.#audience, scopes.join(' '))
    await grant.save()
    return grant
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
      institutionId: requestedInstitution(params),
    }
    const asked = knownScopes(params?.scope)
    const allowed = this.allowed(consent)
    const answered = asked.length > 0 && asked.every((scope) => allowed.has(scope))
    return answered ? this.make(provider, consent, asked) : undefined
  }
}

/** The institution a grant is for. */
export function institutionOf(grantId: string | undefined): string | null {
  return grantId?.split('.')[0] ?? null
}

/** The institution an authorization request asks for; Institution Zero when it names none. */
export function requestedInstitution(
  params: Readonly<Record<string, unknown>> | undefined,
): string {
  const asked = params?.institutionId
  return typeof asked === 'string' && asked !== '' ? asked : institutionZero
}

/** Turns away who is not a member, once it is known who it is; an unknown institution has no members. */
export function requireMember({ oidc }: KoaContextWithOIDC): void {
  const person = findPerson(oidc.account?.accountId ?? '')
  if (person && permissionAt(person, requestedInstitution(oidc.params)) !== null) return
  throw new errors.AccessDenied('this person is not a member of the requested institution')
}

function keyOf({ sessionUid, accountId, clientId, institutionId }: Consent): string {
  return [sessionUid, accountId, clientId, institutionId].join(' ')
}

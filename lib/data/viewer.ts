import 'server-only'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { FlowError, type FlowErrorNames } from '#lib/errors.ts'
import {
  entryOf,
  type InstitutionApi,
  institutionApi,
  isConfigured,
  registrationFor,
  registrationOf,
} from '#lib/institutions/registry.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { reportProblem } from '#lib/report.ts'
import { endGrant, renewGrant } from '#lib/session/refresh.ts'
import {
  grantFor,
  identityGrant,
  readSession,
  type Session,
  touchSession,
} from '#lib/session/session.ts'

/**
 * The signed-in person, for whom data may be fetched: with the grant of one institution, or of
 * Institution Zero.
 *
 * Every function of the data layer asks for one, and only this file makes one, so that a page cannot
 * reach an API without a live session. The access token is in a private field: it cannot be rendered,
 * logged, or handed to a client component.
 */
class SignedIn {
  readonly subject: string
  readonly name: string
  readonly email: string | null
  /** Null for Institution Zero. */
  readonly institutionId: string | null
  readonly institutionName: string | null
  #session: Session
  #accessToken: string

  constructor(session: Session, grant: Grant) {
    const { claims, subject } = identityGrant(session) ?? grant
    this.subject = grant.subject
    this.name = text(claims.name) ?? text(claims.email) ?? subject
    this.email = text(claims.email)
    this.institutionId = grant.institutionId
    this.institutionName = entryOf(grant.institutionId)?.name ?? grant.institutionName
    this.#session = session
    this.#accessToken = grant.accessToken
  }

  /** @throws {FlowError} `unknown-institution` */
  get api(): InstitutionApi {
    return institutionApi(this.institutionId)
  }

  get authorization(): string {
    return `Bearer ${this.#accessToken}`
  }

  /** When the session ends without activity, and when it does in any case. Epoch milliseconds. */
  get sessionEnds(): Pick<Session, 'idleExpiresAt' | 'absoluteExpiresAt'> {
    const { idleExpiresAt, absoluteExpiresAt } = this.#session
    return { idleExpiresAt, absoluteExpiresAt }
  }

  /** Gets a new access token after the API refused the one that was used, unless there is one already. */
  async renew(used: string): Promise<void> {
    this.#session = await renewGrant(this.#session, this.institutionId, registrationOf, {
      rejectedAccessToken: accessTokenIn(used),
    })
    this.#accessToken = liveGrant(this.#session, this.institutionId).accessToken
  }

  /** Ends the grant whose fresh token the API will not take either; answers the reason to throw. */
  async end(used: string, names: FlowErrorNames): Promise<FlowError> {
    await endGrant(this.#session, this.institutionId, accessTokenIn(used), registrationOf)
    return new FlowError('session-over', 'the API refused a fresh access token', names)
  }
}

const accessTokenIn = (authorization: string) => authorization.replace(/^Bearer /, '')

export type Viewer = SignedIn

/** One look at the session store for a page, its header and its parts. */
export const currentSession = cache(() => readSession().catch(explain))

/** Sends the browser to the page that explains why this one cannot be shown. */
export function explain(error: unknown): never {
  if (!(error instanceof FlowError)) throw error
  redirect(reportProblem(error))
}

/** The person who is signed in, and no institution of theirs; null for nobody. Asks no server. */
export async function findViewer(): Promise<Viewer | null> {
  const session = await currentSession()
  const grant = session && (identityGrant(session) ?? session.grants[0])
  if (!session || !grant) return null
  const isOfBank = grant.institutionId !== null
  // A bank's token is of no use where no institution is meant.
  return new SignedIn(
    session,
    isOfBank ? { ...grant, institutionId: null, accessToken: '' } : grant,
  )
}

/**
 * The person in front of a page that needs a grant: for one institution, or Institution Zero's.
 *
 * Without that grant the browser is sent to the authorization server and comes back to `returnTo`; with
 * one that cannot be renewed, to the page that explains why. An access token about to end is renewed.
 */
export async function requireViewer(
  returnTo: string,
  institutionId: string | null = null,
): Promise<Viewer> {
  const session = await currentSession()
  try {
    if (institutionId !== null) registrationFor(institutionId)
    const grant = session && grantFor(session, institutionId)
    // What was granted to a registration that is gone is of no use: it is asked for anew.
    if (grant && isConfigured(grant)) {
      return await renewedViewer(await touchSession(session), institutionId)
    }
  } catch (error) {
    explain(error)
  }
  redirect(authorizePath(returnTo, institutionId))
}

/**
 * The person who asks a handler of an institution's page; null without a grant for it. Redirects nobody,
 * and is no activity.
 *
 * @throws {FlowError} `session-over` · `issuer-unavailable` · `issuer-refused`
 */
export async function findViewerOf(institutionId: string): Promise<Viewer | null> {
  const session = await readSession()
  return session && grantFor(session, institutionId) ? renewedViewer(session, institutionId) : null
}

/**
 * A viewer with an access token that lives, renewed if need be.
 *
 * @throws {FlowError} `session-over` · `issuer-unavailable` · `issuer-refused`
 */
export async function renewedViewer(
  session: Session,
  institutionId: string | null,
): Promise<Viewer> {
  const renewed = await renewGrant(session, institutionId, registrationOf)
  const grant = liveGrant(renewed, institutionId)
  // A token must not travel to the servers of another configuration than its own.
  registrationOf(grant)
  return new SignedIn(renewed, grant)
}

/** A grant without its tokens: what pages may say about it. */
export type GrantFacts = Omit<Grant, 'accessToken' | 'refreshToken' | 'idToken'> &
  Readonly<{ isRenewable: boolean }>

/** What is known of the session's grants. */
export async function currentGrants(): Promise<readonly GrantFacts[]> {
  const grants = (await currentSession())?.grants ?? []
  return grants.map(({ accessToken: _at, refreshToken, idToken: _it, ...facts }) => ({
    ...facts,
    isRenewable: refreshToken !== null,
  }))
}

// A refresh whose tokens could not be judged leaves the grant there, and its access token expired.
function liveGrant(session: Session, institutionId: string | null): Grant {
  const grant = grantFor(session, institutionId)
  if (grant && grant.accessTokenExpiresAt > Date.now()) return grant
  throw new FlowError('issuer-unavailable', 'the access token could not be renewed')
}

function authorizePath(returnTo: string, institutionId: string | null): string {
  const query = new URLSearchParams({ returnTo })
  if (institutionId !== null) query.set('institutionId', institutionId)
  return `/auth/authorize?${query}`
}

function text(claim: unknown): string | null {
  return typeof claim === 'string' && claim !== '' ? claim : null
}

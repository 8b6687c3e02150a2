import 'server-only'
import { FlowError } from '#lib/errors.ts'
import { record } from '#lib/events.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { refreshGrant } from '#lib/oauth/refresh.ts'
import type { Registration } from '#lib/oauth/registration.ts'
import { revokeRefreshToken } from '#lib/oauth/revoke.ts'
import { processState } from '#lib/process-state.ts'
import { about } from '#lib/report.ts'
import { type Hold, withLock } from './lock.ts'
import { grantFor, withGrant } from './session-grants.ts'
import { sessionStore } from './session-store.ts'
import type { Session } from './store.ts'
import { takeGrants } from './take-grants.ts'
import { unwrittenTokens, writeTokens } from './unwritten-tokens.ts'

/** Why to renew before it is time: somebody asks for it, or an API refused this access token. */
type Need = Readonly<{ force?: boolean; rejectedAccessToken?: string }>
type RegistrationOf = (grant: Grant) => Registration

/** An access token that ends within this time is renewed before it is used. */
const marginMs = 30_000
/** Nobody needs tokens newer than this, unless an API refused them. */
const justNowMs = 5_000

/**
 * Renews the tokens of one grant, if they need it. The only way to do so.
 *
 * A server that rotates refresh tokens takes the second use of one for theft, and ends the grant (RFC 9700
 * §4.14.2). So N requests at once share one token request: in a process they wait for the same answer,
 * between processes for the grant's lock, and whoever gets it looks again before it asks. A server that is
 * slow holds up its own grants and no others.
 *
 * @param session as this request found it; others may have changed it since
 * @returns the session as it is now, with a grant for this institution
 * @throws {FlowError} `session-over` when the grant has ended (with Institution Zero's, the session);
 *   `issuer-unavailable` · `issuer-refused` · `store-unavailable` when it could not be renewed now, and is
 *   kept
 */
export async function renewGrant(
  session: Session,
  institutionId: string | null,
  registrationOf: RegistrationOf,
  need: Need = {},
): Promise<Session> {
  const grant = grantFor(session, institutionId) ?? over('there is no such grant')
  if (!needsRenewal(grant, need)) return session
  const unwritten = unwrittenTokens(lockOf(session, institutionId), grant)
  if (unwritten && !needsRenewal(unwritten, need)) return withGrant(session, unwritten)

  try {
    return await shared([session.key, institutionId, grant.accessToken], () =>
      withLock(sessionStore(), lockOf(session, institutionId), (hold) =>
        renewOnce(session.key, institutionId, registrationOf, need, hold),
      ),
    )
  } catch (error) {
    const isAskedFor = need.force || need.rejectedAccessToken !== undefined
    if (!isAskedFor && isTransient(error) && isAlive(grant)) return session
    throw error
  }
}

/**
 * Ends a grant whose access token an API refuses for good, unless it has been renewed meanwhile. With
 * Institution Zero's, the session ends.
 */
export async function endGrant(
  session: Session,
  institutionId: string | null,
  accessToken: string,
  registrationOf: RegistrationOf,
): Promise<void> {
  const isMeant = (grant: Grant) =>
    grant.institutionId === institutionId && grant.accessToken === accessToken
  await revokeAll(await takeGrants(session.key, isMeant), registrationOf)
}

async function renewOnce(
  key: string,
  institutionId: string | null,
  registrationOf: RegistrationOf,
  need: Need,
  hold: Hold,
): Promise<Session> {
  const session = (await sessionStore().read(key)) ?? over('the session has ended')
  const grant = grantFor(session, institutionId) ?? over('the grant has ended')
  if (!needsRenewal(grant, need)) return session

  const keep = (renewed: Grant) => keepRenewed(key, grant, renewed, registrationOf)
  const name = lockOf(session, institutionId)
  const unwritten = unwrittenTokens(name, grant)
  if (unwritten) {
    await keep(unwritten)
    return renewOnce(key, institutionId, registrationOf, need, hold)
  }
  const renewed = await ask(key, grant, registrationOf)
  return writeTokens(name, { sent: grant, renewed }, () => keep(renewed), hold)
}

async function keepRenewed(
  key: string,
  grant: Grant,
  renewed: Grant,
  registrationOf: RegistrationOf,
): Promise<Session> {
  const kept = await sessionStore().update(key, (now) =>
    isStillThere(now, grant) ? withGrant(now, renewed) : now,
  )
  // Either the new tokens, or those of a sign-in that came in between.
  if (kept && grantFor(kept, grant.institutionId)) return kept

  // Signed out while the server answered: the new tokens must not outlive that.
  if (renewed.refreshToken) await revokeRefreshToken(registrationOf(grant), renewed.refreshToken)
  return over('the grant ended while it was renewed')
}

/** Asks the server. When it says that the grant is dead, it goes, and its session where that ends too. */
async function ask(key: string, grant: Grant, registrationOf: RegistrationOf): Promise<Grant> {
  const began = Date.now()
  try {
    const renewed = await refreshGrant(registrationOf(grant), grant)
    record('refresh', { ...about(key, grant), durationMs: Date.now() - began })
    return renewed
  } catch (error) {
    if (error instanceof FlowError && error.code === 'session-over') {
      const ended = await takeGrants(key, (now) => hasSameTokens(now, grant))
      const others = ended.filter((one) => !hasSameTokens(one, grant))
      await revokeAll(others, registrationOf)
    }
    throw error
  }
}

async function revokeAll(ended: readonly Grant[], registrationOf: RegistrationOf): Promise<void> {
  await Promise.all(
    ended.map(async (grant) => {
      if (grant.refreshToken === null) return
      await revokeRefreshToken(registrationOf(grant), grant.refreshToken)
    }),
  )
}

function lockOf({ key }: Session, institutionId: string | null): string {
  return `${key} ${institutionId ?? 'zero'}`
}

/** One run for all who ask for the same at the same time, with one outcome for all of them. */
function shared(what: readonly (string | null)[], run: () => Promise<Session>): Promise<Session> {
  const underWay = processState('renewals', () => new Map<string, Promise<Session>>())
  const name = JSON.stringify(what)
  const running = underWay.get(name)
  if (running) return running

  const started = run().finally(() => underWay.delete(name))
  underWay.set(name, started)
  return started
}

function needsRenewal(grant: Grant, { force, rejectedAccessToken }: Need): boolean {
  if (grant.accessToken === rejectedAccessToken) return true
  if (!isAlive(grant)) return true
  if (grant.refreshToken === null || Date.now() - grant.refreshedAt < justNowMs) return false
  return force === true || grant.accessTokenExpiresAt - Date.now() <= marginMs
}

// Whoever changed the tokens meanwhile has newer ones, and what was learned about the old is of no use.
function isStillThere(session: Session, grant: Grant): boolean {
  const now = grantFor(session, grant.institutionId)
  return now !== null && hasSameTokens(now, grant)
}

function hasSameTokens(one: Grant, other: Grant): boolean {
  return one.refreshToken === other.refreshToken && one.accessToken === other.accessToken
}

function isAlive({ accessTokenExpiresAt }: Grant): boolean {
  return accessTokenExpiresAt > Date.now()
}

function isTransient(error: unknown): boolean {
  return error instanceof FlowError && error.code !== 'session-over'
}

function over(message: string): never {
  throw new FlowError('session-over', message)
}

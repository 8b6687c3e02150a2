import 'server-only'
import { randomUUID } from 'node:crypto'
import { headers } from 'next/headers'
import { deviceOf } from '#lib/device.ts'
import { env } from '#lib/env.ts'
import { FlowError } from '#lib/errors.ts'
import { record, sessionLabel } from '#lib/events.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import { about } from '#lib/report.ts'
import { check } from '#lib/witness.ts'
import {
  clearSessionCookie,
  hashOf,
  newSessionId,
  readSessionCookie,
  setSessionCookie,
} from './session-cookie.ts'
import { isAnotherPerson, isSamePerson, withGrant } from './session-grants.ts'
import { sessionStore } from './session-store.ts'
import type { Session } from './store.ts'
import { forgetTransactions } from './transaction.ts'

export { grantFor, identityGrant } from './session-grants.ts'
export type { Session } from './store.ts'

/** Activity is written down when it moves the idle end by this part of the idle time. */
const noticeablePart = 1 / 20

/** The session of this browser, or null. Looking is not activity, and writes no cookie. */
export async function readSession(): Promise<Session | null> {
  const id = await readSessionCookie()
  return id === null ? null : sessionStore().find(hashOf(id))
}

/**
 * Counts as activity: the idle time begins anew. A store that cannot write now is no reason to fail.
 *
 * @returns the session, with the idle end that it has now
 */
export async function touchSession(session: Session): Promise<Session> {
  const { idleExpiresAt } = lifetimes()
  const end = Math.min(idleExpiresAt, session.absoluteExpiresAt)
  const movedMs = end - session.idleExpiresAt
  // The last stretch before the absolute end is written whole, or the session would end a little early.
  const isNoticeable =
    end === session.absoluteExpiresAt || movedMs >= env().sessionIdleSeconds * 1000 * noticeablePart
  if (movedMs <= 0 || !isNoticeable) return session
  try {
    await sessionStore().touch(session.key, end)
    return { ...session, idleExpiresAt: end }
  } catch {
    record('store-fault', { what: 'activity could not be written down' })
    return session
  }
}

/**
 * Keeps a new grant, and with it says who is signed in.
 *
 * A grant without institution is a sign-in. By the same person it renews the identity grant, keeps the
 * others, and gives the session a new id and a new life: the issuer has just vouched for the person. By
 * anybody else it replaces the session, and every sign-in that the other person had begun goes with it. A
 * grant for an institution joins the session and keeps id and life; without a session, it is the sign-in.
 * Whoever knew an id before a sign-in knows nothing after (session fixation).
 *
 * @param current the session this browser had when the callback began
 * @returns the session of another person that was replaced, for its tokens to be revoked, or null
 * @throws {FlowError} `wrong-person` (the grant is for an institution, and not of the person who is signed
 *   in) · `session-over` (`current` has ended meanwhile). Then nothing was stored.
 */
export async function signIn(grant: Grant, current: Session | null): Promise<Session | null> {
  if (current === null) {
    await startSession(grant)
    return null
  }
  if (grant.institutionId !== null) {
    await addGrant(grant, current)
    return null
  }
  if (isSamePerson(current, grant)) {
    await renewSession(grant, current)
    return null
  }
  const replaced = (await sessionStore().delete(current.key)) ?? gone()
  record('session-replaced', { session: sessionLabel(replaced.key) })
  await forgetTransactions()
  await startSession(grant)
  return replaced
}

/**
 * Ends a session: its record first, so that a copy of the cookie opens nothing. Then the browser
 * forgets it, and every sign-in it had begun.
 *
 * @returns the grants it had at the very end, for their tokens to be revoked
 */
export async function endSession(session: Session | null): Promise<readonly Grant[]> {
  const ended = session && (await sessionStore().delete(session.key))
  if (ended) record('logout', { session: sessionLabel(ended.key) })
  await clearSessionCookie()
  await forgetTransactions()
  return ended?.grants ?? []
}

async function startSession(grant: Grant): Promise<void> {
  const id = newSessionId()
  const device = await thisDevice()
  const session = { key: randomUUID(), grants: [grant], device, ...lifetimes() }
  await sessionStore().create(session, hashOf(id))
  await setSessionCookie(id)
  record('sign-in', about(session.key, grant))
}

async function renewSession(grant: Grant, current: Session): Promise<void> {
  const id = newSessionId()
  const device = await thisDevice()
  const renew = (session: Session) => ({ ...withGrant(session, grant), device, ...lifetimes() })
  if (!(await sessionStore().update(current.key, renew, hashOf(id)))) gone()
  await setSessionCookie(id)
  record('sign-in', about(current.key, grant))
}

async function addGrant(grant: Grant, current: Session): Promise<void> {
  const add = (session: Session) => {
    const subjects = session.grants.map(({ issuer, subject }) => `${subject} at ${issuer}`)
    const isSame = !isAnotherPerson(session, grant)
    if (!check('person', isSame, { subjects }, { sub: grant.subject, iss: grant.issuer })) {
      throw new FlowError('wrong-person', 'the grant is of another person than the session')
    }
    return { ...withGrant(session, grant), idleExpiresAt: lifetimes().idleExpiresAt }
  }
  if (!(await sessionStore().update(current.key, add))) gone()
  record('institution-entered', about(current.key, grant))
}

async function thisDevice(): Promise<string | undefined> {
  return deviceOf((await headers()).get('user-agent'))
}

/** A session that begins now. The store cuts the idle end at the absolute one. */
function lifetimes(): Pick<Session, 'createdAt' | 'idleExpiresAt' | 'absoluteExpiresAt'> {
  const now = Date.now()
  const { sessionIdleSeconds, sessionAbsoluteSeconds } = env()
  return {
    createdAt: now,
    idleExpiresAt: now + sessionIdleSeconds * 1000,
    absoluteExpiresAt: now + sessionAbsoluteSeconds * 1000,
  }
}

function gone(): never {
  throw new FlowError('session-over', 'the session ended while the callback was under way')
}

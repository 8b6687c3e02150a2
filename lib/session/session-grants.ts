import { type Grant, isGrantFor } from '#lib/oauth/grant.ts'
import type { Session } from './store.ts'

type WithGrants = Pick<Session, 'grants'>

/** The session's grant for an institution, or for Institution Zero. */
export function grantFor({ grants }: WithGrants, institutionId: string | null): Grant | null {
  return grants.find(isGrantFor(institutionId)) ?? null
}

/** The grant that says who signed in; null in a session that began with an institution of its own. */
export function identityGrant(session: WithGrants): Grant | null {
  return grantFor(session, null)
}

/** Adds a grant, or renews the one for the same institution. */
export function withGrant(session: Session, grant: Grant): Session {
  const isReplaced = isGrantFor(grant.institutionId)
  const others = session.grants.filter((one) => !isReplaced(one))
  return { ...session, grants: [...others, grant] }
}

/** Takes grants away. A session ends with its identity grant, and with its last. */
export function withoutGrants(
  session: Session,
  isTaken: (grant: Grant) => boolean,
): Session | null {
  const grants = session.grants.filter((grant) => !isTaken(grant))
  const identity = identityGrant(session)
  const isOver = grants.length === 0 || (identity !== null && isTaken(identity))
  return isOver ? null : { ...session, grants }
}

/** Whether a grant is for the person who has the session. A `sub` means something at its issuer only. */
export function isSamePerson(session: WithGrants, grant: Grant): boolean {
  return session.grants.some(
    ({ issuer, subject }) => issuer === grant.issuer && subject === grant.subject,
  )
}

/** Whether a grant shows that somebody else is at the keyboard. */
export function isAnotherPerson(session: WithGrants, grant: Grant): boolean {
  return session.grants.some(
    ({ issuer, subject }) => issuer === grant.issuer && subject !== grant.subject,
  )
}

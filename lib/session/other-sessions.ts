import 'server-only'
import { record, sessionLabel } from '#lib/events.ts'
import { isSamePerson } from './session-grants.ts'
import { personMark } from './session-marks.ts'
import { sessionStore } from './session-store.ts'
import type { Session } from './store.ts'

// Somebody's sessions are those with a grant for one of the persons that theirs has a grant for. Nothing
// that a request says names one: the session that asks is the only key to the others.

/**
 * The same person's sessions in other browsers.
 *
 * @param most reads no more than so many
 * @returns how many there are besides, too
 */
export async function findOtherSessions(
  session: Session,
  most: number,
): Promise<Readonly<{ sessions: readonly Session[]; more: number }>> {
  const keys = await otherKeys(session)
  const found = await Promise.all(keys.slice(0, most).map((key) => sessionStore().read(key)))
  const sessions = found.flatMap((other) => (other && isOfSamePerson(session, other) ? other : []))
  return { sessions, more: Math.max(0, keys.length - most) }
}

/**
 * Ends the same person's sessions in every other browser, and answers each as it was, for its tokens to be
 * revoked. One by one: where the store fails in the middle, what has ended is known.
 */
export async function* endOtherSessions(session: Session): AsyncGenerator<Session> {
  for (const key of await otherKeys(session)) {
    let last: Session | null = null
    await sessionStore().update(key, (other) => {
      last = isOfSamePerson(session, other) ? other : null
      return last ? null : other
    })
    if (last === null) continue
    record('logout', { session: sessionLabel(key) })
    yield last
  }
}

async function otherKeys({ key, grants }: Session): Promise<readonly string[]> {
  const marks = new Set(grants.map(({ issuer, subject }) => personMark(issuer, subject)))
  const keys = await Promise.all([...marks].map((mark) => sessionStore().keysMarked(mark)))
  return [...new Set(keys.flat())].filter((one) => one !== key)
}

function isOfSamePerson(session: Session, other: Session): boolean {
  return other.grants.some((grant) => isSamePerson(session, grant))
}

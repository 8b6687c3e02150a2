import 'server-only'
import { FlowError } from '#lib/errors.ts'
import type { Grant } from '#lib/oauth/grant.ts'
import type { LogoutNotice } from '#lib/oauth/logout-token.ts'
import { check } from '#lib/witness.ts'
import { withLock } from './lock.ts'
import { markOf, marksOf, personMark, sidMark } from './session-marks.ts'
import { sessionStore } from './session-store.ts'
import { takeGrants } from './take-grants.ts'

type Ended = readonly (readonly Grant[])[]

/** Longer than a sign-in may take, from the first redirect to the last write. */
const notedMs = 15 * 60_000

/**
 * Ends every grant that an issuer's notice speaks of, in whatever session; a session that cannot be without
 * one ends with it.
 *
 * The notice is written down before anybody is looked for. A sign-in under way does the two the other way
 * round (`endIfLoggedOut`): whichever comes later sees the other, and no logout is lost between them.
 *
 * @returns the grants that ended, session by session, for their tokens to be revoked
 * @throws {FlowError} `untrusted-response` for a notice that was carried out before. After any other
 *   failure the same notice may be sent again.
 */
export async function endGrantsOf(notice: LogoutNotice): Promise<Ended> {
  const { issuer, over, id, staleAt } = notice
  const mark = 'sid' in over ? sidMark(issuer, over.sid) : personMark(issuer, over.subject)
  const done = `logout-token ${markOf('jti', issuer, id)}`
  const store = sessionStore()

  return withLock(store, logoutOf(mark), async () => {
    if (!check('jti is used once', (await store.noted(done)) === null, {}, { jti: id })) {
      throw new FlowError('untrusted-response', 'the logout token was used before')
    }
    const now = Date.now()
    await store.note(logoutOf(mark), String(now), now + notedMs)
    const ended = await takeMarked(mark, (grant) => marksOf({ grants: [grant] }).includes(mark))
    await store.note(done, '', staleAt)
    return ended
  })
}

/**
 * Takes a grant that was just kept away again, where its issuer has told us of a logout since its sign-in
 * began: the person may have been there when the code was given out, and is there no more.
 *
 * @param startedAt when the browser was sent to the issuer, epoch milliseconds
 * @returns all grants that ended; null where there was no such notice
 */
export async function endIfLoggedOut(
  grant: Grant,
  startedAt: number,
): Promise<readonly Grant[] | null> {
  const marks = marksOf({ grants: [grant] })
  const told = await Promise.all(marks.map((mark) => sessionStore().noted(logoutOf(mark))))
  if (!told.some((at) => at !== null && Number(at) >= startedAt)) return null
  return takeBack(grant)
}

/**
 * Takes a grant out of the session that it was kept in, if any.
 *
 * @returns all grants that ended by it
 */
export async function takeBack(grant: Grant): Promise<readonly Grant[]> {
  // Refreshed meanwhile or not: every authorization has a nonce of its own.
  const isTheSame = ({ claims }: Grant) => claims.nonce === grant.claims.nonce
  return (await takeMarked(personMark(grant.issuer, grant.subject), isTheSame)).flat()
}

async function takeMarked(mark: string, isTaken: (grant: Grant) => boolean): Promise<Ended> {
  const ended: (readonly Grant[])[] = []
  for (const key of await sessionStore().keysMarked(mark)) {
    ended.push(await takeGrants(key, isTaken))
  }
  return ended.filter(({ length }) => length > 0)
}

const logoutOf = (mark: string) => `logout ${mark}`

import 'server-only'
import { findOtherSessions } from '#lib/session/other-sessions.ts'
import type { Session } from '#lib/session/session.ts'
import { currentSession, explain } from './viewer.ts'

/** Where one person is signed in. */
export type MySession = Readonly<{
  /** Such as "Firefox on Windows"; null where the browser did not say. */
  device: string | null
  /** Epoch milliseconds. */
  signedInAt: number
}>

const mostShown = 50

/** The session of this browser, and the same person's in others, the latest first; null for nobody's. */
export async function getMySessions(): Promise<Readonly<{
  here: MySession
  elsewhere: readonly MySession[]
  /** Elsewhere too, and too many to list. */
  more: number
}> | null> {
  const session = await currentSession()
  if (session === null) return null

  const { sessions, more } = await findOtherSessions(session, mostShown).catch(explain)
  const latestFirst = sessions.toSorted((one, other) => other.createdAt - one.createdAt)
  return { here: toMine(session), elsewhere: latestFirst.map(toMine), more }
}

function toMine({ device, createdAt }: Session): MySession {
  return { device: device ?? null, signedInAt: createdAt }
}

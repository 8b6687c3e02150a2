import type { Grant } from '#lib/oauth/grant.ts'
import type { KeptDraft } from './kept-draft.ts'

/** What we remember about a signed-in browser. */
export type Session = Readonly<{
  /** Names the record for as long as it lives. Never leaves the server. */
  key: string
  /** At most one for each institution, and one for Institution Zero. */
  grants: readonly Grant[]
  /** The browser it began in, coarsely, such as "Firefox on Windows"; absent where it did not say. */
  device?: string
  /** What was typed into forms, the latest last; absent for nothing. */
  drafts?: readonly KeptDraft[]
  /** Epoch milliseconds, all three. */
  createdAt: number
  /** Moves with activity, up to the absolute end. */
  idleExpiresAt: number
  absoluteExpiresAt: number
}>

/** Makes the new state of a session, or null to end it. May run more than once, so it only computes. */
export type SessionChange = (session: Session) => Session | null

/**
 * Where sessions live. Every store passes the same contract (`store.contract.ts`), and every method
 * holds between processes that share the storage.
 *
 * The browser's session id is known here only as its SHA-256 (`idHash`), so that what is stored opens no
 * session. Grants and drafts are sealed at rest. An expired session, and one that no secret of ours opens,
 * is gone: no method answers it, and none brings it back.
 */
export interface SessionStore {
  /** Keeps a new session. */
  create(session: Session, idHash: string): Promise<void>

  /** The session of a browser, or null. */
  find(idHash: string): Promise<Session | null>

  /** The session as it is now, or null. */
  read(key: string): Promise<Session | null>

  /** Keys of the live sessions with a grant that carries this mark (`session-marks.ts`). */
  keysMarked(mark: string): Promise<readonly string[]>

  /** Moves the idle end of a session that is still there: forward only, up to the absolute end. */
  touch(key: string, idleExpiresAt: number): Promise<void>

  /**
   * Changes a session that is still there, in one atomic step: nothing happens between what `change`
   * sees and what is written. What `change` throws is thrown, and then nothing is written.
   *
   * @param newIdHash replaces the session's id: the old one is dead at once
   * @returns the session as written, or null when it is gone, before or by the change
   */
  update(key: string, change: SessionChange, newIdHash?: string): Promise<Session | null>

  /** Ends a session; answers it as it was, so that its tokens can be revoked, or null. */
  delete(key: string): Promise<Session | null>

  /**
   * Takes a lock, unless somebody has it. After its lease anybody may take it over, so that a process
   * that died holds up nobody for long.
   *
   * @returns the holder's name, to unlock with, or null
   */
  lock(name: string, leaseMs: number): Promise<string | null>

  /** Gives a lock back. False, and nothing happens, where its lease ran out before. */
  unlock(name: string, holder: string): Promise<boolean>

  /** True for the first who asks with this name, false for everybody else until then. */
  markUsed(name: string, expiresAt: number): Promise<boolean>

  /** Keeps a short text under a name until `expiresAt`, in place of what was there. */
  note(name: string, text: string, expiresAt: number): Promise<void>

  /** What was noted under a name last, or null. */
  noted(name: string): Promise<string | null>

  /** Rejects while the store cannot be reached. */
  check(): Promise<void>

  close(): Promise<void>
}

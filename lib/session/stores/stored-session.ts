import type { RecordSeal } from '#lib/session/seal.ts'
import type { Session } from '#lib/session/store.ts'
import { fromSealedText, toSealedText } from './sealed-record.ts'

/** A session as stores keep it: what they find it by and end it by, and the rest sealed. */
export type StoredSession = Readonly<{
  key: string
  idHash: string
  /** Epoch milliseconds, all three. The idle end never lies beyond the absolute end. */
  createdAt: number
  idleExpiresAt: number
  absoluteExpiresAt: number
  sealed: Uint8Array
}>

export function toStored(session: Session, idHash: string, { seal }: RecordSeal): StoredSession {
  const { key, createdAt, absoluteExpiresAt } = session
  const idleExpiresAt = Math.min(session.idleExpiresAt, absoluteExpiresAt)
  const place = { key, idHash, createdAt, absoluteExpiresAt }
  return { ...place, idleExpiresAt, sealed: seal(toSealedText(session), placeOf(place)) }
}

/** The session again, or null when no secret of ours opens it. */
export function fromStored(stored: StoredSession, { open }: RecordSeal): Session | null {
  const { key, createdAt, idleExpiresAt, absoluteExpiresAt } = stored
  const text = open(stored.sealed, placeOf(stored))
  return text === null
    ? null
    : { key, ...fromSealedText(text), createdAt, idleExpiresAt, absoluteExpiresAt }
}

// Grants are sealed to their place: copied under another id, or given a longer life, they do not open.
function placeOf(row: Omit<StoredSession, 'sealed' | 'idleExpiresAt'>): string {
  return [row.key, row.idHash, row.createdAt, row.absoluteExpiresAt].join(' ')
}

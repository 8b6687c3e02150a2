import type { Session } from '#lib/session/store.ts'

type Sealed = Pick<Session, 'grants' | 'device' | 'drafts'>

/** What of a session is sealed, as text. */
export function toSealedText({ grants, device, drafts }: Session): string {
  return JSON.stringify({ grants, device, drafts })
}

/** The same, read back. A record may also be the list of its grants, as all once were. */
export function fromSealedText(text: string): Sealed {
  const sealed = JSON.parse(text)
  return Array.isArray(sealed) ? { grants: sealed } : sealed
}

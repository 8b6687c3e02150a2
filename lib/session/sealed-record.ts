import type { Session } from './store.ts'

/** What of a session is sealed, as text. */
export function toSealedText({ grants, drafts }: Session): string {
  return JSON.stringify(drafts ? { grants, drafts } : grants)
}

/** The same, read back. A record without drafts is the list of its grants, as all once were. */
export function fromSealedText(text: string): Pick<Session, 'grants' | 'drafts'> {
  const sealed = JSON.parse(text)
  return Array.isArray(sealed) ? { grants: sealed } : sealed
}

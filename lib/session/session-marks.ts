import { createHash } from 'node:crypto'
import type { Session } from './store.ts'

// By these a store finds sessions without opening them: whose they are, it cannot read.

/** The session at the authorization server that a grant came from: it may serve several of ours. */
export function sidMark(issuer: string, sid: string): string {
  return markOf('sid', issuer, sid)
}

/** A person. A `sub` means something at its issuer only. */
export function personMark(issuer: string, subject: string): string {
  return markOf('sub', issuer, subject)
}

/** Every mark of a session, each once. */
export function marksOf({ grants }: Pick<Session, 'grants'>): readonly string[] {
  const marks = grants.flatMap(({ issuer, subject, sid }) => [
    personMark(issuer, subject),
    ...(sid === null ? [] : [sidMark(issuer, sid)]),
  ])
  return [...new Set(marks)]
}

/** A name for the store that tells it nothing. */
export function markOf(...parts: string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url')
}

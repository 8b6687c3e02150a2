import { type Blanks, type Entry, filledIn } from '../../lib/errors/entry.ts'
import { type WrongId, wrongs } from './findings.ts'

/** What a check can come to: `skipped` could not be judged, and says why not. */
export type Status = 'ok' | 'warning' | 'fault' | 'skipped'

/** One thing that was looked at. Nothing in it is a secret, a key, an assertion or a token. */
export type Finding = Readonly<{
  status: Status
  /** Its name in docs/errors.md; only warnings and faults have one. */
  id: string | null
  /** What it is about, where a check looks at several: an issuer, a client, a variable. */
  subject: string | null
  what: string
  /** Why it matters; what is fine may have none. */
  why: string | null
  /** What to do; only warnings and faults have one. */
  remedy: string | null
}>

/** `warning`: works, or may work. `fault`: the app does not start with it, or nobody can sign in. */
export type Wrong = Entry & Readonly<{ status: 'warning' | 'fault' }>

export function ok(what: string, why: string | null = null): Finding {
  return { status: 'ok', id: null, subject: null, what, why, remedy: null }
}

export function skipped(what: string): Finding {
  return { status: 'skipped', id: null, subject: null, what, why: null, remedy: null }
}

/** @param values what is to be filled into its words */
export function wrong<Id extends WrongId>(
  id: Id,
  ...values: [Blank<Id>] extends [never] ? [] : [Readonly<Record<Blank<Id>, string | number>>]
): Finding {
  const { status, title, why, remedy }: Wrong = wrongs[id]
  const [given = {}] = values
  const fill = (text: string) => filledIn(text, given)
  return { status, id, subject: null, what: fill(title), why: fill(why), remedy: fill(remedy) }
}

type Words<Id extends WrongId> = (typeof wrongs)[Id]
type Blank<Id extends WrongId> =
  | Blanks<Words<Id>['title']>
  | Blanks<Words<Id>['why']>
  | Blanks<Words<Id>['remedy']>

export function about(subject: string, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, subject }))
}

/** What a check can come to: `skipped` could not be judged, and says why not. */
export type Status = 'ok' | 'warning' | 'fault' | 'skipped'

/** One thing that was looked at. Nothing in it is a secret, a key, an assertion or a token. */
export type Finding = Readonly<{
  status: Status
  /** What it is about, where a check looks at several: an issuer, a client, a variable. */
  subject: string | null
  what: string
  /** Why it matters; what is fine may have none. */
  why: string | null
  /** What to do; only warnings and faults have one. */
  remedy: string | null
}>

export function ok(what: string, why: string | null = null): Finding {
  return { status: 'ok', subject: null, what, why, remedy: null }
}

/** Works, or may work, and still deserves a look. */
export function warning(what: string, why: string, remedy: string): Finding {
  return { status: 'warning', subject: null, what, why, remedy }
}

/** The app does not start with it, or nobody can sign in. */
export function fault(what: string, why: string, remedy: string): Finding {
  return { status: 'fault', subject: null, what, why, remedy }
}

export function skipped(what: string): Finding {
  return { status: 'skipped', subject: null, what, why: null, remedy: null }
}

export function about(subject: string, findings: readonly Finding[]): Finding[] {
  return findings.map((finding) => ({ ...finding, subject }))
}

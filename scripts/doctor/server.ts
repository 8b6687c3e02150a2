import { boundedFetch, limits, NoAnswer } from '../../lib/bounded-fetch.ts'
import type { Registration } from '../../lib/oauth/registration.ts'

/** What an authorization server says of itself, as it came: nothing in it is believed yet. */
export type Metadata = Readonly<Record<string, unknown>>

/** How it went to read a server's metadata. */
type Meeting = Readonly<{
  metadata: Metadata | null
  /** Why there is no metadata; null where there is. */
  failure: Failure | null
  tookMs: number
  /** How far its clock is ahead of ours; null where it does not tell. */
  skewSeconds: number | null
}>

/** `none`: no answer, with our words for it. Else what came instead of metadata. */
export type Failure = Readonly<
  { kind: 'none'; reason: string } | { kind: 'status'; status: number } | { kind: 'not-json' }
>

/** A client that we are at a server. */
export type Client = Readonly<{
  name: string
  /** What an authorization request is tried for; null for a sign-in. */
  institutionId: string | null
  registration: Registration
}>

/** A client that acts for itself, and everything that it acts for. */
export type ServiceClient = Client & Readonly<{ sharedBy: readonly Client[] }>

/** An authorization server that people are sent to. */
export type Server = Readonly<{
  issuer: string
  discoveryUrl: string
  /** Where the configuration names it: a variable, or an entry of INSTITUTIONS_FILE. */
  namedBy: string
  /** All registrations that use it, and those of them that are tried out. */
  registrations: readonly Client[]
  clients: readonly Client[]
  /** Those that act for themselves, with no person behind them. */
  services: readonly ServiceClient[]
  /** Asked once, however many checks want to know. */
  meeting: () => Promise<Meeting>
}>

export async function meet(discoveryUrl: string): Promise<Meeting> {
  const startedAt = Date.now()
  const took = () => Date.now() - startedAt
  try {
    const headers = { accept: 'application/json' }
    const response = await boundedFetch(discoveryUrl, { headers }, limits.issuer)
    const skewSeconds = skewOf(response, startedAt)
    const metadata = response.ok ? asObject(await response.text()) : null
    const failure = metadata ? null : failureOf(response)
    return { metadata, failure, tookMs: took(), skewSeconds }
  } catch (error) {
    const reason = error instanceof NoAnswer ? error.message : 'could not be asked'
    return {
      metadata: null,
      failure: { kind: 'none', reason },
      tookMs: took(),
      skewSeconds: null,
    }
  }
}

function failureOf({ ok, status }: Response): Failure {
  return ok ? { kind: 'not-json' } : { kind: 'status', status }
}

/** `Date` has whole seconds, and was written somewhere between our asking and our hearing. */
function skewOf({ headers }: Response, askedAt: number): number | null {
  const age = Number(headers.get('age') ?? 0) * 1000
  const theirs = Date.parse(headers.get('date') ?? '') + (age > 0 ? age : 0) + 500
  const skewSeconds = (theirs - (askedAt + Date.now()) / 2) / 1000
  return Number.isFinite(skewSeconds) ? Math.round(skewSeconds) : null
}

function asObject(text: string): Metadata | null {
  try {
    const parsed: unknown = JSON.parse(text)
    const isObject = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
    return isObject ? (parsed as Metadata) : null
  } catch {
    return null
  }
}

/** A list of the metadata; null where the server does not say. */
export function listOf(metadata: Metadata, name: string): readonly string[] | null {
  const value = metadata[name]
  return Array.isArray(value) ? value.filter((it) => typeof it === 'string') : null
}

/** Makes a value when it is first asked for, and keeps it. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

import type { ProblemCode } from '#lib/errors.ts'
import type { Shown } from './mask.ts'

/** What one request of the browser set going, until it is back at a page of ours. */
export type FlowKind =
  | 'sign-in'
  | 'institution'
  | 'consent'
  | 'refresh'
  | 'page'
  | 'service'
  | 'logout'
  | 'backchannel-logout'

export type Flow = Readonly<{
  /** Random; part of the address of its page. */
  id: string
  kind: FlowKind
  /** The institution it was for, where it was for one. */
  institutionId: string | null
  /** Epoch milliseconds. */
  startedAt: number
  /** When the last thing happened in it. */
  changedAt: number
  outcome: 'under way' | 'completed' | 'refused'
  /** Where it was refused: the page that explains it, and what joins that page, the log and this. */
  refusal: Readonly<{ problem: ProblemCode; reference: string; reason: string }> | null
  /** It waits for the presenter, before the browser is sent on. */
  isHeld: boolean
  steps: readonly Step[]
  /** How many more there were than are kept. */
  dropped: number
}>

/** One thing that happened. Its number is its place in the flow, and part of its page's address. */
export type Step = Readonly<{
  /** Epoch milliseconds. */
  at: number
  /** The step of the protocol that the code was at, as `step` in `lib/telemetry.ts` names it. */
  within: string | null
}> &
  (FrontRequest | FrontAnswer | BackCall | CheckMade | LogLine)

export type Named = Readonly<Record<string, Shown>>

/** An address, cut where what may be shown differs. */
export type ShownAddress = Readonly<{ origin: string; path: string; query: Named }>

/** Front channel: the browser asks us, or somebody else's server does (`from`). */
export type FrontRequest = Readonly<{
  type: 'request'
  from: 'browser' | 'issuer'
  method: string
  address: ShownAddress
  headers: Named
  /** By name, with the length of the value in bytes. */
  cookies: readonly Readonly<{ name: string; bytes: number }>[]
}>

/** Front channel: what we answered. `location` is where the browser is sent. */
export type FrontAnswer = Readonly<{
  type: 'answer'
  /** Null while it is held. */
  status: number | null
  location: ShownAddress | null
  /** Whether that address is ours, or the authorization server's. */
  goes: 'here' | 'issuer' | null
  setCookies: readonly SetCookie[]
  durationMs: number
}>

export type SetCookie = Readonly<{
  name: string
  bytes: number
  /** As sent: `HttpOnly`, `SameSite=Lax`, `Max-Age=600`. */
  flags: readonly string[]
  isCleared: boolean
}>

/** Back channel: a call of ours, which the browser never sees. */
export type BackCall = Readonly<{
  type: 'call'
  to: 'issuer' | 'api'
  method: string
  address: ShownAddress
  headers: Named
  body: Shown
  answer:
    | Readonly<{ status: number; headers: Named; body: Shown; bytes: number }>
    | Readonly<{ failure: string }>
    /** It is not back yet. */
    | null
  durationMs: number | null
}>

/** What was compared, and how it came out: one comparison of ours, or a library's one verdict on all of it. */
export type CheckMade = Readonly<{
  type: 'check'
  name: string
  by: 'us' | 'library'
  holds: boolean
  expected: Named
  found: Named
}>

/** A line of the log, as it was written. */
export type LogLine = Readonly<{ type: 'event'; event: string; fields: Named }>

import { processState } from './process-state.ts'

/** Named values, as they are: whoever keeps any of them masks it first. */
export type Values = Readonly<Record<string, unknown>>

/** A call of ours to another server. */
export type OutgoingCall = Readonly<{
  url: string | URL
  init: RequestInit
  /** Whom it is for: the authorization server, or the API. */
  lane: 'issuer' | 'revocation' | 'api'
}>

/** What came back, whole; or why nothing did. */
export type CallEnd =
  | Readonly<{ status: number; headers: Headers; body: Uint8Array | null }>
  | Readonly<{ failure: string }>

export type Check = Readonly<{
  name: string
  /** Whether our own code compared, or a library came to one verdict on all of it. */
  by: 'us' | 'library'
  holds: boolean
  expected: Values
  found: Values
}>

/** Is told what the code does while it does it. There is one at most, and usually none. */
export type Witness = Readonly<{
  /** Work of one step: what is told meanwhile is part of it. */
  during<T>(step: string, work: () => Promise<T>): Promise<T>
  /** A call begins; answers whom to tell how it ended. */
  calling(call: OutgoingCall): (end: CallEnd) => void
  checked(check: Check): void
  /** A line of the log was written. */
  recorded(event: string, fields: Values): void
  /** The browser is about to be sent on. It goes when this is done. */
  sendingOn(location: string): Promise<void>
}>

const seat = () => processState('witness', (): { witness: Witness | null } => ({ witness: null }))

/** Who watches, if anybody does. */
export function witness(): Witness | null {
  return seat().witness
}

export function takeWitness(witness: Witness): void {
  seat().witness = witness
}

/** Tells how a comparison of ours came out; answers the same. */
export function check(name: string, holds: boolean, expected: Values, found: Values): boolean {
  witness()?.checked({ name, by: 'us', holds, expected, found })
  return holds
}

/** Lets a library judge, and tells its verdict: what it refuses, it throws. */
export async function judged<T>(
  name: string,
  expected: Values,
  found: Values,
  judge: () => T | Promise<T>,
): Promise<T> {
  let holds = false
  try {
    const judgement = await judge()
    holds = true
    return judgement
  } finally {
    witness()?.checked({ name, by: 'library', holds, expected, found })
  }
}

import type { TokenRequests } from './token-requests.ts'

/** How many ask at once. */
export const runners = 50

/** How one of those who asked at once fared. Times are milliseconds since the round began. */
export type Run = Readonly<{
  startMs: number
  endMs: number
  shown: boolean
  /** What it got, in a word or two: a status, or why there is none. */
  answer: string
}>

/** A request to the token endpoint, as the server saw it. */
export type TokenRequest = Readonly<{
  startMs: number
  endMs: number
  status: number
  reason: string | null
}>

/** What happened when all asked at once. Runs are in the order in which they ended. */
export type Round = Readonly<{ runs: readonly Run[]; tokenRequests: readonly TokenRequest[] }>

/** Whose token requests count. */
export type Runner = Readonly<{ grantId: string; clientId: string }>

type Answer = Pick<Run, 'shown' | 'answer'>

/** Lets all ask at once, and writes down when each began and ended, and what the token endpoint was asked. */
export async function runRound(
  ask: () => Promise<Answer>,
  runner: Runner,
  tokenRequests: TokenRequests,
): Promise<Round> {
  const began = performance.now()
  const since = () => performance.now() - began
  const runs = await Promise.all(
    Array.from({ length: runners }, async () => {
      const startMs = since()
      const answer = await ask().catch((error: unknown) => ({
        shown: false,
        answer: error instanceof Error ? error.message : 'no answer',
      }))
      return { startMs, endMs: since(), ...answer }
    }),
  )
  return {
    runs: runs.sort((one, other) => one.endMs - other.endMs),
    tokenRequests: tokenRequests.of(runner, began),
  }
}

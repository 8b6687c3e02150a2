import type { Outcome } from '../fault.ts'

/** What the app calls its problems where people read it. */
const titles = {
  'access-denied': 'You chose not to share your data',
  'stale-sign-in': 'This sign-in was started too long ago',
  'untrusted-response': 'The answer of the sign-in service could not be trusted',
  'wrong-institution': 'The sign-in service answered for another institution',
  'wrong-person': 'Someone else signed in',
  'missing-scope': 'More consent is needed',
  'not-permitted': 'You are not permitted to see this',
  'session-over': 'Your access has ended',
  'issuer-refused': 'The sign-in service refused this app',
  'issuer-unavailable': 'The sign-in service does not answer',
  'api-unavailable': 'The data could not be fetched',
} as const

type Problem = keyof typeof titles

/** The flow stops at a page of its own. */
export function stopsAt(problem: Problem, reason: string): Outcome {
  return { where: 'problem', sees: titles[problem], problem, log: refusal(problem, reason) }
}

/** The page stays, and explains in place what is not there. */
export function explains(
  problem: Problem,
  reason: string,
  sees: string = titles[problem],
): Outcome {
  return { where: 'page', sees, problem, log: refusal(problem, reason) }
}

/** Nothing is wrong in the end. */
export function works(sees: string, event: string | null): Outcome {
  return { where: 'works', sees, problem: null, log: event === null ? null : { event } }
}

export function refusal(problem: Problem, reason: string) {
  return { event: 'refusal', problem, reason }
}

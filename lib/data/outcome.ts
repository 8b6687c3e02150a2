import 'server-only'
import { FlowError, type ProblemCode } from '#lib/errors.ts'
import { reportProblem } from '#lib/report.ts'

type Failure = Readonly<{
  ok: false
  problem: Readonly<{ code: ProblemCode; reference: string; requestId: string | null }>
}>

/**
 * What a call brought, or why it brought nothing: a page shows either, and stays a page. Distributive, so
 * that a look at `ok` and `value` tells an account from no account.
 */
export type Outcome<T> = Failure | (T extends unknown ? Readonly<{ ok: true; value: T }> : never)

/** Turns an expected failure into a value that a page explains in place. A bug stays a bug. */
export async function settle<T>(promise: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await promise } as Outcome<T>
  } catch (error) {
    if (!(error instanceof FlowError)) throw error
    reportProblem(error)
    const { code, reference, requestId } = error
    return { ok: false, problem: { code, reference, requestId } }
  }
}

import 'server-only'
import { FlowError, type ProblemCode } from '../errors.ts'
import { reportProblem } from '../report.ts'

/** What a call brought, or why it brought nothing: a page shows either, and stays a page. */
export type Outcome<T> =
  | Readonly<{ ok: true; value: T }>
  | Readonly<{
      ok: false
      problem: Readonly<{ code: ProblemCode; reference: string; requestId: string | null }>
    }>

/** Turns an expected failure into a value that a page explains in place. A bug stays a bug. */
export async function settle<T>(promise: Promise<T>): Promise<Outcome<T>> {
  try {
    return { ok: true, value: await promise }
  } catch (error) {
    if (!(error instanceof FlowError)) throw error
    reportProblem(error)
    const { code, reference, requestId } = error
    return { ok: false, problem: { code, reference, requestId } }
  }
}

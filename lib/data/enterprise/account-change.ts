import 'server-only'
import { FlowError } from '#lib/errors.ts'
import { log } from '#lib/log.ts'
import { reportProblem } from '#lib/report.ts'
import { requestIdOf, send, whyForbidden } from '../api.ts'
import type { Viewer } from '../viewer.ts'
import type { Account } from './account.ts'
import type { AccountChange, AccountPart } from './account-form.ts'
import { accountPath } from './accounts.ts'

const calls = {
  details: { method: 'PUT', below: '' },
  name: { method: 'PATCH', below: '' },
  dates: { method: 'PATCH', below: '/dates' },
} as const satisfies Record<AccountPart, unknown>

/** How a change went; `unknown` is when no answer, or none that makes sense, told. */
export type ChangeOutcome =
  | 'saved'
  | 'conflict'
  | 'save-again'
  | 'missing-scope'
  | 'not-permitted'
  | 'refused'
  | 'gone'
  | 'unknown'

/**
 * Changes an account, if it still is what the person began from. Sent once, whatever happens: after a 401
 * there is a new token, and the person decides anew.
 *
 * @returns how it went, and what the API calls the request
 * @throws {FlowError} `session-over` · `issuer-unavailable` · `issuer-refused`; then nothing has changed
 */
export async function changeAccount(
  viewer: Viewer,
  part: AccountPart,
  began: Account,
  change: AccountChange,
): Promise<Readonly<{ outcome: ChangeOutcome; requestId: string | null }>> {
  const { method, below } = calls[part]
  const used = viewer.authorization
  try {
    const response = await send(viewer, used, {
      method,
      path: `${accountPath(viewer, began.id)}${below}`,
      body: method === 'PUT' ? { ...began, ...change } : change,
      ifMatch: `"${began.version}"`,
    })
    const [outcome, requestId] = [outcomeOf(response), requestIdOf(response)]
    if (outcome === 'save-again') await viewer.renew(used)
    if (outcome !== 'saved') log().warn({ event: 'not-saved', outcome, requestId })
    return { outcome, requestId }
  } catch (error) {
    if (!(error instanceof FlowError && error.code === 'api-unavailable')) throw error
    reportProblem(error)
    return { outcome: 'unknown', requestId: error.requestId }
  }
}

function outcomeOf(response: Response): ChangeOutcome {
  const { status, ok } = response
  if (ok) return 'saved'
  if (status === 401) return 'save-again'
  if (status === 403) return whyForbidden(response)
  if (status === 404) return 'gone'
  if (status === 412) return 'conflict'
  return status < 500 ? 'refused' : 'unknown'
}

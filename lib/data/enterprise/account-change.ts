import 'server-only'
import { FlowError } from '#lib/errors.ts'
import { record } from '#lib/events.ts'
import { reportProblem } from '#lib/report.ts'
import { namesOf, send, whyForbidden } from '../api.ts'
import type { Viewer } from '../viewer.ts'
import type { Account } from './account.ts'
import type { AccountChange, AccountPart } from './account-form.ts'
import { accountPath, getWholeAccount } from './accounts.ts'

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

type Told = Readonly<{ outcome: ChangeOutcome; requestId: string | null }>

/**
 * Changes an account, if it still is what the person began from. Sent once, whatever happens: after a 401
 * there is a new token, and the person decides anew.
 *
 * @param began comes from the browser: only its id and its version count
 * @returns how it went, and what to call the request when one asks about it
 * @throws {FlowError} `session-over` · `issuer-unavailable` · `issuer-refused`, and where the account must be
 *   read first `api-unavailable` · `missing-scope` · `not-permitted`; then nothing has changed
 */
export async function changeAccount(
  viewer: Viewer,
  part: AccountPart,
  began: Account,
  change: AccountChange,
): Promise<Told> {
  const { method, below } = calls[part]
  // A PUT replaces everything (RFC 9110 §9.3.4): what was not changed goes back as the API has it.
  const whole = method === 'PUT' ? await getWholeAccount(viewer, began.id) : began
  if (whole === null) return told('gone', null)
  if (whole.version !== began.version) return told('conflict', null)

  const used = viewer.authorization
  try {
    const response = await send(viewer, used, {
      method,
      path: `${accountPath(viewer, began.id)}${below}`,
      body: method === 'PUT' ? { ...whole, ...change } : change,
      ifMatch: `"${began.version}"`,
    })
    const outcome = outcomeOf(response)
    if (outcome === 'save-again') await viewer.renew(used)
    const { reference, requestId } = namesOf(response)
    return told(outcome, requestId ?? reference)
  } catch (error) {
    if (!(error instanceof FlowError && error.code === 'api-unavailable')) throw error
    reportProblem(error)
    return { outcome: 'unknown', requestId: error.requestId ?? error.reference }
  }
}

function told(outcome: ChangeOutcome, requestId: string | null): Told {
  if (outcome !== 'saved') record('not-saved', { outcome, requestId })
  return { outcome, requestId }
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

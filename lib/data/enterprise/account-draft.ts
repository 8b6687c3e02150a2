import 'server-only'
import { z } from 'zod'
import { transactionLifetimeSeconds } from '#lib/oauth/transaction.ts'
import type { Draft, DraftOutcome, KeptDraft } from '#lib/session/kept-draft.ts'
import { readSession } from '#lib/session/session.ts'
import { currentSession, findViewerOf } from '../viewer.ts'
import { changeAccount } from './account-change.ts'
import { type AccountPart, fieldsOf, readAccount, readAccountForm } from './account-form.ts'
import { draftOf, submitOnce } from './drafts.ts'
import { mayChangeAccounts } from './may-change-accounts.ts'

export type { KeptDraft } from '#lib/session/kept-draft.ts'

/** Of what one draft adds to a session: more than these forms hold with every field full. */
const mostBytes = 4_096

const hidden = z.object({
  draft: z.uuid(),
  attempt: z
    .string()
    .regex(/^\d{1,4}$/)
    .transform(Number),
  began: z.string(),
})

/** What a form for a part of an account sent, right or wrong; null where no form of ours did. */
export function readDraft(form: string, part: AccountPart, sent: URLSearchParams): Draft | null {
  const reading = hidden.safeParse(Object.fromEntries(sent))
  if (!reading.success) return null
  const { draft: id, attempt, began } = reading.data
  const typed = Object.fromEntries(fieldsOf(part).map((name) => [name, sent.get(name) ?? '']))
  const draft = { id, form, attempt, typed, began }
  return Buffer.byteLength(JSON.stringify(draft)) <= mostBytes ? draft : null
}

/**
 * Saves what a form asks for, once, and keeps what was typed until it is saved.
 *
 * @returns null where there is no session to keep it in
 * @throws {FlowError} as `changeAccount` does; then nothing has changed
 */
export async function saveDraft(
  account: Readonly<{ institutionId: string; accountId: string; part: AccountPart }>,
  draft: Draft,
): Promise<DraftOutcome | null> {
  const session = await readSession()
  return session && submitOnce(session, draft, () => save(account, draft))
}

async function save(
  { institutionId, accountId, part }: Parameters<typeof saveDraft>[0],
  { typed, began: json }: Draft,
): Promise<DraftOutcome> {
  const ended = (outcome: string) => ({ outcome, requestId: null })
  const { change } = readAccountForm(part, typed)
  const began = readAccount(json)
  if (began?.id !== accountId) return ended('gone')
  if (change === null) return ended('invalid')

  const viewer = await findViewerOf(institutionId)
  if (viewer === null) return ended('signed-out')
  if (viewer.api.kind !== 'enterprise') return ended('gone')
  if (!(await mayChangeAccounts(institutionId))) return ended('needs-consent')
  return changeAccount(viewer, part, began, change)
}

/** What was typed into this form, by the id in its address. */
export async function findDraft(form: string, id: unknown): Promise<KeptDraft | null> {
  const session = typeof id === 'string' ? await currentSession() : null
  return session && draftOf(session, form, String(id))
}

/**
 * The form that was sent last and led elsewhere, for who did not come back from there in the time a flow
 * may take; null for none.
 */
export async function findUnsavedForm(): Promise<string | null> {
  // Asked for beside an explanation, which must not fail for want of this.
  const last = (await readSession().catch(() => null))?.drafts?.at(-1)
  if (!last || !ledElsewhere.has(last.outcome)) return null
  const isRecent = Date.now() < last.sentAt + transactionLifetimeSeconds * 1000
  return isRecent ? `${last.form}?draft=${last.id}` : null
}

const ledElsewhere = new Set(['needs-consent', 'signed-out', 'save-again', 'unknown'])

import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import { FlowError } from '#lib/errors.ts'
import type { Draft, DraftOutcome, KeptDraft } from '#lib/session/kept-draft.ts'
import { withLock } from '#lib/session/lock.ts'
import { sessionStore } from '#lib/session/session-store.ts'
import type { Session } from '#lib/session/store.ts'

/** Callers bound the size of one. */
const mostDrafts = 5
/** Longer than two calls to an API may take, with the renewal before them. */
const longestWaitMs = 30_000

/** A draft of this session and this form, or null. */
export function draftOf({ drafts }: Session, form: string, id: string): KeptDraft | null {
  return drafts?.find((it) => it.id === id && it.form === form) ?? null
}

/**
 * Keeps what was typed, and does the work it asks for: once, however often it is sent. Who sends the same
 * again waits where it is still under way, and is told how it went; other text is work of its own.
 *
 * @param work throws only when nothing was done
 * @throws {FlowError} `session-over` when the session ended meanwhile
 */
export async function submitOnce(
  { key }: Session,
  draft: Draft,
  work: () => Promise<DraftOutcome>,
): Promise<DraftOutcome> {
  const inTurn = async () => {
    const sentBefore = await begin(key, draft)
    if (sentBefore) return sentBefore
    // Nothing was done by work that throws.
    let result: DraftOutcome = { outcome: 'save-again', requestId: null }
    try {
      result = await work()
      return result
    } finally {
      await note(key, draft.id, result)
    }
  }
  return withLock(sessionStore(), `draft ${key} ${draft.id}`, inTurn, longestWaitMs)
}

/** Puts a draft last, and the first of too many goes; or answers it where it was sent before. */
async function begin(key: string, draft: Draft): Promise<KeptDraft | null> {
  let sentBefore: KeptDraft | null = null
  const kept = await sessionStore().update(key, (session) => {
    const known = draftOf(session, draft.form, draft.id)
    const isDone = known !== null && isSame(known, draft)
    sentBefore = isDone ? known : null
    if (isDone) return session
    const others = (session.drafts ?? []).filter(({ id }) => id !== draft.id)
    // Should this process die now, nobody knows how it went.
    const begun = { ...draft, outcome: 'unknown', requestId: null, sentAt: Date.now() }
    return { ...session, drafts: [...others, begun].slice(-mostDrafts) }
  })
  if (!kept) throw new FlowError('session-over', 'the session ended while a form was sent')
  return sentBefore
}

// Two tabs may show one draft, and Back an older one: other text was never sent, whatever its number.
function isSame(known: KeptDraft, { attempt, typed }: Draft): boolean {
  const isOver = known.outcome === 'saved' || known.attempt >= attempt
  return isOver && isDeepStrictEqual(known.typed, typed)
}

async function note(key: string, id: string, { outcome, requestId }: DraftOutcome): Promise<void> {
  await sessionStore().update(key, ({ drafts = [], ...session }) => ({
    ...session,
    drafts: drafts.map((it) => (it.id === id ? { ...it, outcome, requestId } : it)),
  }))
}

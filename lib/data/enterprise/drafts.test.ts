import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import type { Draft, DraftOutcome } from '#lib/session/kept-draft.ts'
import { signIn } from '#lib/session/session.ts'
import { sessionStore } from '#lib/session/session-store.ts'
import type { Session } from '#lib/session/store.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { makeGrant, makeIdHash, makeSession } from '#lib/session/testing/make.ts'
import { draftOf, submitOnce } from './drafts.ts'

const form = '/institutions/larkspur/accounts/a-1/edit/name'
const saved: DraftOutcome = { outcome: 'saved', requestId: 'r-1' }
const conflict: DraftOutcome = { outcome: 'conflict', requestId: 'r-2' }

let session: Session
beforeEach(async () => {
  startApp()
  session = makeSession()
  await sessionStore().create(session, makeIdHash())
})

function makeDraft(changes: Partial<Draft> = {}): Draft {
  return { id: randomUUID(), form, attempt: 1, typed: { name: 'Rent' }, began: '{}', ...changes }
}

async function kept(draft: Draft) {
  const now = await sessionStore().read(session.key)
  return now && draftOf(now, draft.form, draft.id)
}

test('what was typed is kept, with how it went', async () => {
  const draft = makeDraft()

  expect(await submitOnce(session, draft, async () => saved)).toEqual(saved)
  expect(await kept(draft)).toEqual({ ...draft, ...saved, sentAt: expect.any(Number) })
})

test('sent twice at once it is done once, and both are told how it went', async () => {
  const draft = makeDraft()
  let times = 0
  const work = async () => {
    times += 1
    await new Promise((resolve) => setTimeout(resolve, 60))
    return conflict
  }

  const outcomes = await Promise.all([1, 2, 3].map(() => submitOnce(session, draft, work)))

  expect(times).toBe(1)
  expect(outcomes.map(({ outcome }) => outcome)).toEqual(['conflict', 'conflict', 'conflict'])
})

test('sent again later it is done once', async () => {
  const draft = makeDraft()
  await submitOnce(session, draft, async () => conflict)

  const again = await submitOnce(session, draft, async () => saved)

  expect(again).toMatchObject(conflict)
})

test('another attempt is another try, until the same is saved', async () => {
  const draft = makeDraft()
  await submitOnce(session, draft, async () => conflict)
  const second = { ...draft, attempt: 2 }
  expect(await submitOnce(session, second, async () => saved)).toEqual(saved)
  expect(await kept(draft)).toMatchObject({ attempt: 2, outcome: 'saved' })

  const third = { ...draft, attempt: 3 }
  expect(await submitOnce(session, third, async () => conflict)).toMatchObject(saved)
})

test.each([
  ['the same attempt in another tab', 2],
  ['an older one that Back brought up', 1],
  ['a newer one', 3],
])('other text is another try, never taken for what was saved: %s', async (_where, attempt) => {
  const draft = makeDraft({ attempt: 2 })
  await submitOnce(session, draft, async () => saved)

  const other = { ...draft, attempt, typed: { name: 'Rent 2' } }
  expect(await submitOnce(session, other, async () => conflict)).toEqual(conflict)
  expect(await kept(draft)).toMatchObject({ typed: { name: 'Rent 2' }, outcome: 'conflict' })
})

test('two tabs that send other text at once each have their try', async () => {
  const draft = makeDraft()
  const outcomes = [saved, conflict]
  const work = vi.fn(async () => outcomes.shift() ?? conflict)
  const other = { ...draft, typed: { name: 'Rent 2' } }

  const told = await Promise.all([draft, other].map((it) => submitOnce(session, it, work)))

  expect(work).toHaveBeenCalledTimes(2)
  expect(told.map(({ outcome }) => outcome).toSorted()).toEqual(['conflict', 'saved'])
})

test('while it is under way nobody knows how it goes, and that is what is written', async () => {
  const draft = makeDraft()
  await submitOnce(session, draft, async () => {
    expect(await kept(draft)).toMatchObject({ outcome: 'unknown' })
    return saved
  })
})

test('work that throws has done nothing: it may be sent again', async () => {
  const draft = makeDraft()
  const work = async () => {
    throw new FlowError('issuer-unavailable', 'nobody is there')
  }

  await expect(submitOnce(session, draft, work)).rejects.toMatchObject({
    code: 'issuer-unavailable',
  })
  expect(await kept(draft)).toMatchObject({ outcome: 'save-again', typed: { name: 'Rent' } })
})

test('five are kept; the one that was left longest goes', async () => {
  const drafts = Array.from({ length: 6 }, () => makeDraft())
  const [first = makeDraft(), second = makeDraft(), ...others] = drafts
  for (const draft of drafts.slice(0, 5)) await submitOnce(session, draft, async () => conflict)
  await submitOnce(session, { ...first, attempt: 2 }, async () => conflict)
  await submitOnce(session, others.at(-1) ?? first, async () => conflict)

  expect(await kept(second)).toBeNull()
  expect(await kept(first)).not.toBeNull()
  expect((await sessionStore().read(session.key))?.drafts).toHaveLength(5)
})

test('a draft is of use for its own form only', async () => {
  const draft = makeDraft()
  await submitOnce(session, draft, async () => saved)
  const now = await sessionStore().read(session.key)

  expect(now && draftOf(now, form.replace('a-1', 'a-2'), draft.id)).toBeNull()
})

test('a session that ended keeps nothing and does nothing', async () => {
  await sessionStore().delete(session.key)
  let isDone = false
  const work = async () => {
    isDone = true
    return saved
  }

  await expect(submitOnce(session, makeDraft(), work)).rejects.toMatchObject({
    code: 'session-over',
  })
  expect(isDone).toBe(false)
})

test('what else happens to the session leaves drafts alone, and they leave the rest alone', async () => {
  const draft = makeDraft()
  await submitOnce(session, draft, async () => conflict)
  await signIn(makeGrant({ institutionId: 'larkspur' }), session)
  expect(await kept(draft)).toMatchObject(conflict)

  await submitOnce(session, { ...draft, attempt: 2 }, async () => saved)
  const now = await sessionStore().read(session.key)
  expect(now?.grants.map(({ institutionId }) => institutionId)).toEqual([null, 'larkspur'])
})

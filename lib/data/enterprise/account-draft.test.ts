import { beforeEach, expect, test, vi } from 'vitest'
import { hashOf, newSessionId, setSessionCookie } from '#lib/session/session-cookie.ts'
import { sessionStore } from '#lib/session/session-store.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { Browser } from '#lib/session/testing/browser.ts'
import { makeSession } from '#lib/session/testing/make.ts'
import { findUnsavedForm } from './account-draft.ts'

let browser = new Browser()
vi.mock('next/headers', () => ({ cookies: async () => browser }))

const form = '/institutions/larkspur/accounts/a-1/edit/name'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  browser = new Browser()
  startApp()
  return () => vi.useRealTimers()
})

/** A session whose last form ended like this, so long ago. */
async function sent(outcome: string, agoMs: number): Promise<void> {
  const id = newSessionId()
  const draft = { id: 'd', form, attempt: 1, typed: {}, began: '{}', requestId: null }
  const drafts = [{ ...draft, outcome, sentAt: Date.now() - agoMs }]
  await sessionStore().create(makeSession({ drafts }), hashOf(id))
  await setSessionCookie(id)
}

test.each(['needs-consent', 'signed-out', 'save-again', 'unknown'])(
  'who is led elsewhere from a form (%s) is offered the way back',
  async (outcome) => {
    await sent(outcome, 599_999)

    expect(await findUnsavedForm()).toBe(`${form}?draft=d`)
  },
)

test.each([
  ['was saved', 'saved', 0],
  ['shows its faults by itself', 'invalid', 0],
  ['was left long ago', 'needs-consent', 600_000],
])('a form that %s is nothing to go back to', async (_what, outcome, agoMs) => {
  await sent(outcome, agoMs)

  expect(await findUnsavedForm()).toBeNull()
})

test('nobody has no form to go back to', async () => {
  expect(await findUnsavedForm()).toBeNull()
})

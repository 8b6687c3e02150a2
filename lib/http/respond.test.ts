import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { GET as getSession } from '#app/auth/session/route.ts'
import { FlowError } from '#lib/errors.ts'
import { readSession } from '#lib/session/session.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { stateChange } from './respond.ts'

vi.mock('#lib/session/session.ts', () => ({ readSession: vi.fn(), identityGrant: vi.fn() }))

beforeEach(() => {
  startApp({ LOG_LEVEL: 'error' })
})

const lost = () => Promise.reject(new FlowError('store-unavailable', 'scripted'))
const post = (accept: string) =>
  stateChange(lost)(
    new NextRequest('https://foyer.test/auth/refresh', {
      method: 'POST',
      headers: { origin: 'https://foyer.test', accept },
    }),
  )

test('a store that fails in the middle is told to a form by its page', async () => {
  const answer = await post('text/html')

  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toMatch(/^https:\/\/foyer.test\/problem\/store-unavail/)
})

test.each([
  ['a script that changes something', () => post('application/json')],
  [
    'a script that asks who is signed in',
    () => {
      vi.mocked(readSession).mockImplementation(lost)
      return getSession()
    },
  ],
])('and is told as it is to %s', async (_who, ask) => {
  const answer = await ask()

  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('5')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toEqual({ error: 'store-unavailable' })
})

test('who is turned away reads what it was, and what to do', async () => {
  const answer = await stateChange(lost)(
    new NextRequest('https://foyer.test/auth/refresh', {
      method: 'POST',
      headers: { origin: 'https://elsewhere.test' },
    }),
  )

  expect(answer.status).toBe(403)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.text()).toBe(
    'This request did not come from a page of this app. Go back, load the page again, and try once more.',
  )
})

import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import { record } from '#lib/events.ts'
import { renewGrant } from '#lib/session/refresh.ts'
import { readSession } from '#lib/session/session.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { makeGrant, makeSession } from '#lib/session/testing/make.ts'
import { POST } from './route.ts'

vi.mock('#lib/events.ts', async (actual) => ({ ...(await actual<object>()), record: vi.fn() }))
vi.mock('#lib/session/refresh.ts', () => ({ renewGrant: vi.fn() }))
vi.mock('#lib/session/session.ts', async (actual) => ({
  ...(await actual<object>()),
  readSession: vi.fn(),
  touchSession: vi.fn(),
}))

const session = makeSession({
  grants: ['larkspur', 'juniper', 'fern'].map((institutionId) => makeGrant({ institutionId })),
})
const over = new FlowError('session-over', 'larkspur has ended')
const away = new FlowError('issuer-unavailable', 'fern is away')

beforeEach(() => {
  startApp()
  vi.mocked(record).mockClear()
  vi.mocked(renewGrant).mockReset()
  vi.mocked(readSession).mockResolvedValue(session)
  vi.mocked(renewGrant).mockImplementation(async (now, institutionId) => {
    if (institutionId === 'larkspur') throw over
    return now
  })
})

function refresh(accept: string): Promise<Response> {
  const headers = { origin: 'https://foyer.test', accept }
  const body = new URLSearchParams({ returnTo: '/profile' })
  const url = 'https://foyer.test/auth/refresh'
  return POST(new NextRequest(url, { method: 'POST', headers, body }))
}

const problemsTold = () =>
  vi.mocked(record).mock.calls.map(([, told]) => (told as { reference?: string }).reference)

test('a grant that has ended is named to a script, and the others were renewed', async () => {
  const answer = await refresh('application/json')

  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ ended: ['larkspur'] })
  expect(vi.mocked(renewGrant)).toHaveBeenCalledTimes(3)
  expect(problemsTold()).toEqual([over.reference])
})

test('a form is led to the page that explains it, by the reference in the log', async () => {
  const { headers } = await refresh('text/html')

  expect(headers.get('location')).toBe(
    `https://foyer.test/problem/session-over?ref=${over.reference}`,
  )
  expect(problemsTold()).toEqual([over.reference])
})

test.each(['application/json', 'text/html'])(
  'what has ended is in the log, whatever comes after it (%s)',
  async (accept) => {
    vi.mocked(renewGrant).mockImplementation(async (now, institutionId) => {
      if (institutionId !== 'juniper') throw institutionId === 'fern' ? away : over
      return now
    })
    const answer = await refresh(accept)

    expect(answer.status).toBe(accept === 'text/html' ? 303 : 503)
    expect(problemsTold()).toEqual([over.reference, away.reference])
  },
)

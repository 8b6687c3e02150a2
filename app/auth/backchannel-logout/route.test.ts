import { NextRequest } from 'next/server'
import { beforeEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import { readLogoutToken } from '#lib/oauth/logout-token.ts'
import { reportProblem } from '#lib/report.ts'
import { startApp } from '#lib/session/testing/app.ts'
import { POST } from './route.ts'

vi.mock('next/server', async (actual) => ({ ...(await actual<object>()), after: vi.fn() }))
vi.mock('#lib/report.ts', () => ({ reportProblem: vi.fn(() => '/problem/untrusted-response') }))
vi.mock('#lib/session/backchannel-logout.ts', () => ({ endGrantsOf: async () => [] }))
vi.mock('#lib/oauth/logout-token.ts', () => ({ readLogoutToken: vi.fn() }))

const read = vi.mocked(readLogoutToken)
const report = vi.mocked(reportProblem)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  startApp({ TRUSTED_PROXIES: '0' })
  report.mockClear()
  read.mockReset().mockImplementation(async (token) => {
    if (token !== 'good') throw new FlowError('untrusted-response', 'scripted')
    return { issuer: 'https://issuer.test', over: { sid: 's-1' }, id: 'one', staleAt: 0 }
  })
  return () => vi.useRealTimers()
})

async function tell(token: string, address = '192.0.2.1'): Promise<number> {
  const body = new URLSearchParams({ logout_token: token })
  const headers = { 'x-forwarded-for': address }
  const url = 'https://foyer.test/auth/backchannel-logout'
  return (await POST(new NextRequest(url, { method: 'POST', headers, body }))).status
}

test('who is refused again and again is no longer listened to, and fills no log', async () => {
  for (let times = 0; times < 1_000; times += 1) await tell('forged')
  expect(report).toHaveBeenCalledTimes(1_000)

  for (let times = 0; times < 200; times += 1) expect(await tell('forged')).toBe(400)

  expect(read).toHaveBeenCalledTimes(1_000)
  // That there are too many is told once a minute.
  expect(report).toHaveBeenCalledTimes(1_001)
  expect(await tell('good')).toBe(400)
  expect(await tell('good', '192.0.2.2')).toBe(200)
})

test('of what is carried out, there is never too much', async () => {
  for (let times = 0; times < 1_500; times += 1) expect(await tell('good')).toBe(200)
})

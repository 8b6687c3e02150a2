import { beforeEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import { startApp } from '#lib/session/testing/app.ts'
import type { Viewer } from '../viewer.ts'
import type { Account } from './account.ts'
import { changeAccount } from './account-change.ts'

const began: Account = {
  id: 'a-1',
  name: 'Operating',
  maskedNumber: '4471',
  type: 'Checking',
  status: 'Active',
  customerName: 'Wren Bakery',
  currency: 'USD',
  openedDate: '2020-02-29',
  maturityDate: null,
  version: 7,
}
const api = 'https://api.test/larkspur/enterprise/ada/accounts/a-1'

const send = vi.fn<typeof fetch>()
const renew = vi.fn()
const viewer = {
  api: { kind: 'enterprise', baseUrl: 'https://api.test' },
  institutionId: 'larkspur',
  subject: 'ada',
  authorization: 'Bearer canary',
  renew,
} as unknown as Viewer

beforeEach(() => {
  startApp({ LOG_LEVEL: 'error' })
  vi.resetAllMocks()
  vi.stubGlobal('fetch', send)
  return () => vi.unstubAllGlobals()
})

function answers(status: number, headers: Record<string, string> = {}): void {
  send.mockResolvedValue(
    new Response('{}', { status, headers: { 'x-request-id': 'r-1', ...headers } }),
  )
}

test.each([
  ['details', 'PUT', api, { ...began, name: 'Rent' }],
  ['name', 'PATCH', api, { name: 'Rent' }],
  ['dates', 'PATCH', `${api}/dates`, { name: 'Rent' }],
] as const)('%s goes by %s, against the version that was seen', async (part, method, url, body) => {
  answers(200)

  const { outcome } = await changeAccount(viewer, part, began, { name: 'Rent' })

  expect(outcome).toBe('saved')
  const [[address, init] = []] = send.mock.calls
  expect(String(address)).toBe(url)
  expect(init?.method).toBe(method)
  expect(new Headers(init?.headers).get('if-match')).toBe('"7"')
  expect(JSON.parse(String(init?.body))).toEqual(body)
})

test.each([
  ['somebody else was first', 412, {}, 'conflict'],
  ['the account has gone', 404, {}, 'gone'],
  ['the person may not', 403, {}, 'not-permitted'],
  [
    'the app may not',
    403,
    { 'www-authenticate': 'Bearer error="insufficient_scope", scope="x"' },
    'missing-scope',
  ],
  ['the bank does not want it', 400, {}, 'refused'],
  ['the bank wants a version', 428, {}, 'refused'],
  ['the bank has a fault', 500, {}, 'unknown'],
])(
  'when %s, that is the outcome, and it was sent once',
  async (_what, status, headers, outcome) => {
    answers(status, headers as Record<string, string>)

    expect(await changeAccount(viewer, 'name', began, { name: 'Rent' })).toEqual({
      outcome,
      requestId: 'r-1',
    })
    expect(send).toHaveBeenCalledTimes(1)
    expect(renew).not.toHaveBeenCalled()
  },
)

test('a token that is refused is renewed, and the change is not sent again', async () => {
  answers(401)

  expect(await changeAccount(viewer, 'name', began, { name: 'Rent' })).toMatchObject({
    outcome: 'save-again',
  })
  expect(send).toHaveBeenCalledTimes(1)
  expect(renew).toHaveBeenCalledExactlyOnceWith('Bearer canary')
})

test('a token that cannot be renewed is the reason it stops for', async () => {
  answers(401)
  renew.mockRejectedValue(new FlowError('session-over', 'it ended'))

  await expect(changeAccount(viewer, 'name', began, {})).rejects.toMatchObject({
    code: 'session-over',
  })
})

test('without an answer nobody knows, and the request has a name to ask about', async () => {
  send.mockRejectedValue(new TypeError('gone'))

  const { outcome, requestId } = await changeAccount(viewer, 'name', began, { name: 'Rent' })

  expect(outcome).toBe('unknown')
  expect(requestId).toMatch(/^[0-9a-f-]{36}$/)
  expect(send).toHaveBeenCalledTimes(1)
})

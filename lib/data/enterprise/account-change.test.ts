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
/** The bank has more to say of it than we know. */
const asKept = { ...began, branch: { code: '012' }, overdraftLimit: null }
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

/** How the bank answers a change; and a look at the account, which stands as it was unless told. */
function answers(
  status: number,
  headers: Record<string, string> = {},
  look = () => Response.json(asKept),
): void {
  send.mockImplementation(async (_address, init) =>
    init?.method === 'GET'
      ? look()
      : new Response('{}', { status, headers: { 'x-request-id': 'r-1', ...headers } }),
  )
}

function changesSent() {
  return send.mock.calls.filter(([, init]) => init?.method !== 'GET')
}

test.each([
  ['details', 'PUT', api, { ...asKept, name: 'Rent' }],
  ['name', 'PATCH', api, { name: 'Rent' }],
  ['dates', 'PATCH', `${api}/dates`, { name: 'Rent' }],
] as const)('%s goes by %s, against the version that was seen', async (part, method, url, body) => {
  answers(200)

  const { outcome } = await changeAccount(viewer, part, began, { name: 'Rent' })

  expect(outcome).toBe('saved')
  const [[address, init] = []] = changesSent()
  expect(String(address)).toBe(url)
  expect(init?.method).toBe(method)
  expect(new Headers(init?.headers).get('if-match')).toBe('"7"')
  expect(JSON.parse(String(init?.body))).toEqual(body)
})

test('what the browser carried along decides nothing but the version', async () => {
  answers(200)
  const forged = { ...began, maskedNumber: '0000', currency: 'EUR', customerName: 'Mallory' }
  await changeAccount(viewer, 'details', forged, { name: 'Rent' })

  const [[, init] = []] = changesSent()
  expect(JSON.parse(String(init?.body))).toEqual({ ...asKept, name: 'Rent' })
})

test.each([
  ['it has changed since', () => Response.json({ ...asKept, version: 8 }), 'conflict'],
  ['it has gone', () => new Response('{}', { status: 404 }), 'gone'],
])('details are looked at first: where %s, nothing is sent', async (_what, look, outcome) => {
  answers(200, {}, look)

  expect(await changeAccount(viewer, 'details', began, { name: 'Rent' })).toEqual({
    outcome,
    requestId: null,
  })
  expect(changesSent()).toEqual([])
})

test.each([
  ['has a fault', () => new Response('{}', { status: 500 }), 'api-unavailable'],
  ['makes no sense', () => Response.json({ ...asKept, currency: 1 }), 'api-unavailable'],
  ['may not be had', () => new Response('{}', { status: 403 }), 'not-permitted'],
])('where the look at the details %s, it stops and nothing is sent', async (_what, look, code) => {
  answers(200, {}, look)

  await expect(changeAccount(viewer, 'details', began, {})).rejects.toMatchObject({ code })
  expect(changesSent()).toEqual([])
})

test('a token that was renewed for the look is the one that the change is sent with', async () => {
  const renewing = { ...viewer, authorization: 'Bearer old' } as { authorization: string }
  renew.mockImplementation(async () => {
    renewing.authorization = 'Bearer new'
  })
  const looks = [new Response('{}', { status: 401 }), Response.json(asKept)]
  answers(200, {}, () => looks.shift() ?? Response.error())

  await changeAccount(renewing as Viewer, 'details', began, { name: 'Rent' })

  expect(renew).toHaveBeenCalledExactlyOnceWith('Bearer old')
  const [[, init] = []] = changesSent()
  expect(new Headers(init?.headers).get('authorization')).toBe('Bearer new')
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
  expect(requestId).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}$/)
  expect(send).toHaveBeenCalledTimes(1)
})

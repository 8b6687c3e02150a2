import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { enterpriseErrors } from './api-contract/enterprise.ts'
import { type TokenAnswer, writeScope } from './sandbox-client.ts'
import {
  accountScope,
  accountsPath,
  harborAndVale,
  juniper,
  larkspur,
  visitSandbox,
} from './sandbox-visit.ts'

const { sandbox, newBrowser, arrive, grantFor, api, inquire } = visitSandbox()

const json = { 'content-type': 'application/json' }

test.each([
  ['from another site', 403, { ...json, origin: 'http://localhost:3000' }, '{}'],
  ['from nowhere, by a browser', 403, { ...json, origin: 'null' }, '{}'],
  ['that a browser calls cross-site', 403, { ...json, 'sec-fetch-site': 'cross-site' }, '{}'],
  ['of a form', 415, { 'content-type': 'text/plain' }, '{}'],
  ['without JSON', 400, json, '{'],
  ['that is no object', 400, json, '[]'],
  ['that nobody understands', 400, json, '{"constructor":true}'],
  ['that is long', 400, json, JSON.stringify({ x: 'x'.repeat(5_000) })],
  ['from a shell', 200, json, '{}'],
])('an order %s is answered with %i, at every origin', async (_what, status, headers, body) => {
  const { origin, bankOrigins } = sandbox()
  for (const at of [origin, ...bankOrigins]) {
    const answer = await fetch(`${at}/control`, { method: 'POST', headers, body })
    expect(answer.status).toBe(status)
  }
})

test('no page can be talked into an order: it answers no question of a browser', async () => {
  const headers = { origin: 'http://evil.test', 'access-control-request-method': 'POST' }
  const preflight = await fetch(`${sandbox().origin}/control`, { method: 'OPTIONS', headers })
  expect(preflight.status).toBe(405)
  expect(preflight.headers.has('access-control-allow-origin')).toBe(false)
})

const ada = 'ada@example.test'
const noor = 'noor@example.test'

function directoryOf({ access_token }: TokenAnswer, init: RequestInit = {}): Promise<Response> {
  return api(access_token, `/users/${decodeJwt(access_token).sub}/institutions`, init)
}

async function order(orders: Record<string, unknown>): Promise<void> {
  expect((await sandbox().control(orders)).status).toBe(200)
}

test('a membership that was taken away is gone from directory, sign-in and accounts, until reset', async () => {
  const identity = await grantFor(ada)
  const tokens = await grantFor(ada, { institutionId: juniper, scope: accountScope })
  const ids = async () =>
    (await (await directoryOf(identity)).json()).institutions.map(
      ({ institutionId }: { institutionId: string }) => institutionId,
    )
  const entering = async () => {
    const { page } = await arrive(newBrowser(), ada, { institutionId: juniper })
    return page.url.searchParams.get('error')
  }
  expect(await ids()).toEqual([larkspur, juniper, harborAndVale])

  await order({ membership: { email: ada, institutionId: juniper, permission: null } })
  expect(await ids()).toEqual([larkspur, harborAndVale])
  expect(await entering()).toBe('access_denied')
  expect(await (await inquire(tokens)).json()).toMatchObject({ errorCode: 'NOT_PERMITTED' })

  await order({ reset: true })
  expect(await ids()).toEqual([larkspur, juniper, harborAndVale])
  expect(await entering()).toBe(null)
  expect((await inquire(tokens)).status).toBe(200)
})

test('a permission can be lowered and raised, for somebody named by their id', async () => {
  const scope = `${accountScope} ${writeScope}`
  const tokens = await grantFor(ada, { institutionId: larkspur, scope })
  const { sub } = decodeJwt(tokens.access_token)
  const path = `${accountsPath(tokens)}/larkspur-0003`
  const statuses = async (permission: string) => {
    await order({ membership: { sub, institutionId: larkspur, permission } })
    const { version } = await (await api(tokens.access_token, path)).json()
    const change = await api(tokens.access_token, path, {
      method: 'PATCH',
      body: '{"name":"Renamed"}',
      headers: { 'if-match': `"${version}"` },
    })
    return [(await inquire(tokens)).status, change.status]
  }
  expect(await statuses('look')).toEqual([200, 403])
  expect(await statuses('none')).toEqual([403, 403])
  expect(await statuses('edit')).toEqual([200, 200])
  await order({ reset: true })
})

test('somebody can be made a member', async () => {
  await order({ membership: { email: noor, institutionId: larkspur, permission: 'look' } })
  const tokens = await grantFor(noor, { institutionId: larkspur, scope: accountScope })
  expect((await inquire(tokens)).status).toBe(200)
  await order({ reset: true })
  expect((await inquire(tokens)).status).toBe(403)
})

test.each([
  { membership: { email: 'nobody@example.test', institutionId: larkspur, permission: null } },
  { membership: { email: ada, institutionId: 'nowhere', permission: null } },
  { membership: { email: ada, institutionId: larkspur, permission: 'all' } },
  { membership: { email: ada, institutionId: larkspur } },
  { membership: { email: ada, sub: 'x', institutionId: larkspur, permission: null } },
  { membership: { email: ada, institutionId: larkspur, permission: null, until: 'noon' } },
  { membership: null },
  { directory: 'gone' },
  { directory: 'down', reset: false },
])('%o makes no sense: 400, and nothing is changed', async (orders) => {
  expect((await sandbox().control(orders)).status).toBe(400)
  const { institutions } = await (await directoryOf(await grantFor(ada))).json()
  expect(institutions).toHaveLength(3)
})

test('the directory can be down, slow, or full of nonsense', async () => {
  const tokens = await grantFor(ada)
  const usual = (await (await directoryOf(tokens)).json()).institutions

  await order({ directory: 'down' })
  const down = await directoryOf(tokens)
  expect(down.status).toBe(503)
  enterpriseErrors[503].parse(await down.json())

  await order({ directory: 'slow' })
  const impatient = directoryOf(tokens, { signal: AbortSignal.timeout(500) })
  await expect(impatient).rejects.toThrow('timeout')
  expect(
    (await inquire(await grantFor(ada, { institutionId: larkspur, scope: accountScope }))).status,
  ).toBe(200)

  await order({ directory: 'duplicates' })
  const { institutions } = await (await directoryOf(tokens)).json()
  expect(institutions.slice(0, usual.length)).toEqual(usual)
  const ids = institutions.map(({ institutionId }: { institutionId: string }) => institutionId)
  expect(ids.length - new Set(ids).size).toBe(usual.length)
  expect(ids).toContain('../accounts')

  await order({ directory: 'ok' })
  expect((await (await directoryOf(tokens)).json()).institutions).toEqual(usual)
})

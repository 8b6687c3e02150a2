import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { enterpriseAnswers, enterpriseErrors } from './api-contract/enterprise.ts'
import { readScope, signInScope, type TokenAnswer, writeScope } from './sandbox-client.ts'
import { harborAndVale, juniper, larkspur, visitSandbox } from './sandbox-visit.ts'

const { grantFor, api } = visitSandbox()

type Call = Readonly<{
  method: string
  /** Below the person's own address at an institution. */
  end: string
  /** What the caller saw of the account before; null: nothing is sent. */
  body: ((seen: Record<string, unknown>) => unknown) | null
  answer: z.ZodType
}>

const account = '/accounts/larkspur-0007'
const asRead = { method: 'GET', body: null }
const reads: readonly Call[] = [
  { method: 'POST', end: '/accounts/inquiry', body: () => ({}), answer: enterpriseAnswers.inquiry },
  { ...asRead, end: account, answer: enterpriseAnswers.account },
  { ...asRead, end: `${account}/account-summary`, answer: enterpriseAnswers.accountSummary },
  { ...asRead, end: `${account}/available-balance`, answer: enterpriseAnswers.availableBalance },
]
const asChange = { answer: enterpriseAnswers.account }
const changes: readonly Call[] = [
  { ...asChange, method: 'PUT', end: account, body: (seen) => ({ ...seen, name: 'Renamed' }) },
  { ...asChange, method: 'PATCH', end: account, body: () => ({ status: 'Dormant' }) },
  {
    ...asChange,
    method: 'PATCH',
    end: `${account}/dates`,
    body: () => ({ maturityDate: '2040-02-29' }),
  },
]
const calls = [...reads, ...changes]

const everything = `${signInScope} ${readScope} ${writeScope}`
let ada: TokenAnswer

beforeAll(async () => {
  ada = await grantFor('ada@example.test', { institutionId: larkspur, scope: everything })
})

type Changes = Readonly<{
  tokens?: TokenAnswer
  accessToken?: string
  /** In place of the own ones. */
  institutionId?: string
  sub?: string
  end?: string
  headers?: Record<string, string>
  body?: string
}>

/** A call as it should be, but for the changes. */
async function make(call: Call, changes: Changes = {}): Promise<Response> {
  const { tokens = ada, accessToken = tokens.access_token } = changes
  const own = decodeJwt(tokens.access_token)
  const base = `/${changes.institutionId ?? own.institutionId}/enterprise/${changes.sub ?? own.sub}`
  const seen = call.end.startsWith(account) ? await see() : {}
  const body = changes.body ?? (call.body && JSON.stringify(call.body(seen)))
  return api(accessToken, base + (changes.end ?? call.end), {
    method: call.method,
    headers: { 'if-match': `"${seen.version}"`, ...changes.headers },
    body,
  })
}

async function see(): Promise<Record<string, unknown>> {
  const { sub } = decodeJwt(ada.access_token)
  return (await api(ada.access_token, `/${larkspur}/enterprise/${sub}${account}`)).json()
}

async function expectRefusal(answer: Response, status: keyof typeof enterpriseErrors) {
  expect(answer.status).toBe(status)
  expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8')
  return enterpriseErrors[status].parse(await answer.json()).errorCode
}

test.each(calls)('$method $end answers what is described, and nothing else', async (call) => {
  const answer = await make(call, { headers: { 'x-request-id': 'abc-123' } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('x-request-id')).toBe('abc-123')
  call.answer.parse(await answer.json())
})

test('the directory answers what is described, and nothing else', async () => {
  const { access_token } = await grantFor('ada@example.test')
  const answer = await api(access_token, `/users/${decodeJwt(access_token).sub}/institutions`)
  expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  enterpriseAnswers.directory.parse(await answer.json())

  await expectRefusal(await api('none', `/users/${randomUUID()}/institutions`), 401)
  await expectRefusal(await api(access_token, `/users/${randomUUID()}/institutions`), 403)
})

test.each(calls)('$method $end needs an access token', async (call) => {
  for (const accessToken of ['', 'none', ada.id_token]) {
    const answer = await make(call, { accessToken })
    await expectRefusal(answer, 401)
    expect(answer.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')
  }
})

test.each([
  ...reads.map((call) => ({ ...call, scope: readScope, others: writeScope })),
  ...changes.map((call) => ({ ...call, scope: writeScope, others: readScope })),
])('$method $end needs the scope $scope, and names it', async ({ scope, others, ...call }) => {
  const ask = { institutionId: larkspur, scope: `${signInScope} ${others}` }
  const answer = await make(call, { tokens: await grantFor('ada@example.test', ask) })
  expect(await expectRefusal(answer, 403)).toBe('INSUFFICIENT_SCOPE')
  expect(answer.headers.get('www-authenticate')).toBe(
    `Bearer error="insufficient_scope", scope="${scope}"`,
  )
})

test.each([
  ...reads.map((call) => ({ ...call, email: 'ivy@example.test', institutionId: harborAndVale })),
  ...changes.map((call) => ({ ...call, email: 'sam@example.test', institutionId: larkspur })),
])('$method $end needs the permission, which no scope gives: $email', async (row) => {
  const { email, institutionId, ...call } = row
  const answer = await make(call, {
    tokens: await grantFor(email, { institutionId, scope: everything }),
  })
  expect(await expectRefusal(answer, 403)).toBe('NOT_PERMITTED')
  expect(answer.headers.get('www-authenticate')).toBe(null)
})

test.each(calls)('$method $end is for the institution and person of the token', async (call) => {
  const elsewhere = await make(call, { institutionId: juniper })
  expect(await expectRefusal(elsewhere, 403)).toBe('WRONG_INSTITUTION')
  const another = await make(call, { sub: randomUUID() })
  expect(await expectRefusal(another, 403)).toBe('WRONG_PERSON')
})

test.each(calls.filter(({ end }) => end.startsWith(account)))(
  '$method $end finds only what there is',
  async (call) => {
    const gone = [
      'larkspur-9999',
      'juniper-0001',
      '..%2Flarkspur-0007',
      '%00',
      '%ff',
      'x'.repeat(999),
    ]
    for (const id of gone) {
      const end = call.end.replace('larkspur-0007', id)
      await expectRefusal(await make(call, { end }), 404)
    }
  },
)

test.each(calls.filter(({ body }) => body))(
  '$method $end takes JSON, of our size',
  async (call) => {
    await expectRefusal(await make(call, { headers: { 'content-type': 'text/plain' } }), 415)
    for (const body of ['', '{', '[]', 'null', '"x"', '{"__proto__":1}', '{"colour":"green"}']) {
      await expectRefusal(await make(call, { body }), 400)
    }
    await expectRefusal(await make(call, { body: JSON.stringify('x'.repeat(70_000)) }), 413)
  },
)

test.each(changes)('$method $end names the one version it was made on', async (call) => {
  const before = await see()
  const { headers, ...rest } = { headers: {}, method: call.method }
  const { sub } = decodeJwt(ada.access_token)
  const body = JSON.stringify(call.body?.(before))
  const path = `/${larkspur}/enterprise/${sub}${call.end}`
  await expectRefusal(await api(ada.access_token, path, { ...rest, headers, body }), 428)

  for (const version of ['"0"', '"99"']) {
    const answer = await make(call, { headers: { 'if-match': version } })
    await expectRefusal(answer, 412)
  }
  for (const version of ['1', '*', 'W/"1"', `"1", "${before.version}"`, '"x"']) {
    await expectRefusal(await make(call, { headers: { 'if-match': version } }), 400)
  }
  expect(await see()).toEqual(before)
})

test('what is no call is nothing', async () => {
  for (const path of [
    '/nothing',
    '/users',
    `/${larkspur}/enterprise`,
    '/a/enterprise/b/accounts/',
  ]) {
    await expectRefusal(await api(ada.access_token, path), 404)
  }
  const strange = { headers: { 'x-request-id': '<script>' } }
  await expectRefusal(await api(ada.access_token, '/nothing', strange), 404)
})

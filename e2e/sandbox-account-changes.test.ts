import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { enterpriseAnswers } from './api-contract/enterprise.ts'
import { type TokenAnswer, writeScope } from './sandbox-client.ts'
import { accountScope, accountsPath, juniper, visitSandbox } from './sandbox-visit.ts'

type Account = z.infer<typeof enterpriseAnswers.account>

const { grantFor, api } = visitSandbox()
let tokens: TokenAnswer

beforeAll(async () => {
  const scope = `${accountScope} ${writeScope}`
  tokens = await grantFor('ada@example.test', { institutionId: juniper, scope })
})

async function see(id = 'juniper-0003'): Promise<Account> {
  const answer = await api(tokens.access_token, `${accountsPath(tokens)}/${id}`)
  return enterpriseAnswers.account.parse(await answer.json())
}

function send(method: string, end: string, version: number, body: unknown): Promise<Response> {
  return api(tokens.access_token, `${accountsPath(tokens)}/juniper-0003${end}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'if-match': `"${version}"` },
  })
}

test('a whole, a part and the dates can be changed; each change counts the version up', async () => {
  const before = await see()
  const next = before.version + 1
  const part = await send('PATCH', '', before.version, { name: 'Garden' })
  expect(await part.json()).toEqual({ ...before, name: 'Garden', version: next })

  const whole = { ...before, customerName: 'Grace', status: 'Dormant', version: next }
  const put = await send('PUT', '', next, whole)
  expect(await put.json()).toEqual({ ...whole, version: next + 1 })

  const maturityDate = '2040-02-29'
  const dates = await send('PATCH', '/dates', next + 1, { maturityDate })
  const after = { ...whole, maturityDate, version: next + 2 }
  expect(await dates.json()).toEqual(after)
  expect(await see()).toEqual(after)
})

test('of two changes to one version the second is refused, and told nothing of the first', async () => {
  const before = await see()
  const answers = await Promise.all(
    ['Ours', 'Theirs'].map((name) => send('PUT', '', before.version, { ...before, name })),
  )
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 412])
  const refused = answers.find(({ status }) => status === 412)
  expect(await refused?.json()).toEqual({
    errorCode: 'VERSION_CONFLICT',
    message: 'Somebody else changed this account first.',
  })
  expect((await send('PUT', '', before.version, before)).status).toBe(412)
  expect((await see()).version).toBe(before.version + 1)
})

test('who saw an old version is told so, whatever else is wrong with the change', async () => {
  const { version } = await see()
  expect((await send('PATCH', '', version - 1, { version: version - 1, name: '' })).status).toBe(
    412,
  )
})

test.each([
  ...['id', 'name', 'maskedNumber', 'type', 'status', 'customerName', 'currency'],
  ...['openedDate', 'maturityDate', 'version'],
] as const)('a whole account has its %s', async (name) => {
  const { [name]: _left, ...rest } = await see()
  expect((await send('PUT', '', (await see()).version, rest)).status).toBe(400)
})

const nonsense = [
  ...[{ id: 'juniper-0001' }, { maskedNumber: '••0000' }, { version: 99 }, { version: '1' }],
  ...[{ ledgerBalance: '1.00' }, { availableBalance: '1.00' }, { interestRate: '9.99' }],
  ...[{ colour: 'green' }, { name: '' }, { name: '   ' }, { name: 7 }, { name: 'x'.repeat(201) }],
  ...[{ type: 'Gold' }, { status: 'active' }, { currency: 'usd' }, { customerName: null }],
  ...[{ openedDate: null }, { openedDate: '2025-02-29' }, { openedDate: '2025-2-9' }],
  ...[{ maturityDate: '2025-13-01' }, { maturityDate: 'soon' }, { maturityDate: 0 }],
  ...[{ maturityDate: '2040-01-01T00:00:00Z' }, { maturityDate: '1900-01-01' }],
]

test.each(nonsense)(
  '%o is refused in a whole and in a part, and changes nothing',
  async (change) => {
    const before = await see()
    for (const [method, body] of [
      ['PUT', { ...before, ...change }],
      ['PATCH', change],
    ] as const) {
      const answer = await send(method, '', before.version, body)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toMatchObject({ errorCode: 'INVALID_REQUEST' })
    }
    expect(await see()).toEqual(before)
  },
)

test('where dates are changed, nothing else is', async () => {
  const { version } = await see()
  const refused = [{ name: 'x' }, { openedDate: '2025-02-29' }, { id: 'juniper-0003' }, { version }]
  for (const body of refused) {
    expect((await send('PATCH', '/dates', version, body)).status).toBe(400)
  }
})

test('another account is as it was', async () => {
  expect(await see('juniper-0005')).toMatchObject({ version: 1 })
})

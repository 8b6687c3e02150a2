import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { z } from 'zod'
import { enterpriseAnswers } from './api-contract/enterprise.ts'
import type { TokenAnswer } from './sandbox-client.ts'
import { accountScope, accountsPath, larkspur, visitSandbox } from './sandbox-visit.ts'

type Listed = z.infer<typeof enterpriseAnswers.inquiry>['accounts'][number]

const { grantFor, api, inquire } = visitSandbox()
let tokens: TokenAnswer
let all: readonly Listed[]

beforeAll(async () => {
  tokens = await grantFor('ada@example.test', { institutionId: larkspur, scope: accountScope })
  all = (await ask({ limit: 100 })).accounts
})

async function ask(body: unknown) {
  return enterpriseAnswers.inquiry.parse(await (await inquire(tokens, body)).json())
}

test('the first page has 25 accounts, and some are there to break careless pages', async () => {
  const first = await ask({})
  expect(first).toEqual({ accounts: all.slice(0, 25), total: 41 })
  expect(first.accounts[0]).toMatchObject({
    name: 'Operating',
    maskedNumber: '••4471',
    ledgerBalance: '12910.44',
    availableBalance: '12408.11',
  })
  const ledgers = all.map((it) => ('ledgerBalance' in it ? it.ledgerBalance : null))
  expect(ledgers).toContain(null)
  expect(ledgers.some((ledger) => ledger?.startsWith('-'))).toBe(true)
  expect(new Set(all.map(({ type }) => type)).size).toBe(4)
  expect(new Set(all.map(({ status }) => status)).size).toBe(3)
})

test('a query looks at name, customer and number, whatever the case', async () => {
  expect(await ask({ query: 'OVERDRAWN' })).toMatchObject({ total: 1 })
  expect(await ask({ query: ' wren bakery ' })).toMatchObject({ total: matching('wren bakery') })
  expect(await ask({ query: '7710' })).toMatchObject({ total: 1 })
  expect(await ask({ query: 'nothing like it' })).toEqual({ accounts: [], total: 0 })
})

function matching(query: string, status: string | null = null): number {
  return select(query, status).length
}

function select(query: string, status: string | null): readonly Listed[] {
  const finds = ({ name, customerName, maskedNumber }: Listed) =>
    [name, customerName, maskedNumber].some((text) => text.toLowerCase().includes(query))
  return all.filter((it) => (status === null || it.status === status) && finds(it))
}

const filter = fc.record(
  {
    query: fc.constantFrom('', 'a', 'e', '••', 'wren', 'savings', 'no such thing'),
    status: fc.constantFrom('Active', 'Dormant', 'Closed'),
  },
  { requiredKeys: [] },
)

test('page after page gives each account that both filters let through, once, in order', async () => {
  await fc.assert(
    fc.asyncProperty(filter, fc.integer({ min: 1, max: 100 }), async (filters, limit) => {
      const { query = '', status = null } = filters
      const expected = select(query, status)
      const found: Listed[] = []
      for (let offset = 0; offset <= expected.length; offset += limit) {
        const page = await ask({ ...filters, offset, limit })
        expect(page.total).toBe(expected.length)
        expect(page.accounts.length).toBeLessThanOrEqual(limit)
        found.push(...page.accounts)
      }
      expect(found).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

test('a page beyond the last is empty, and knows the total', async () => {
  expect(await ask({ offset: 41 })).toEqual({ accounts: [], total: 41 })
  expect(await ask({ offset: 1_000_000 })).toEqual({ accounts: [], total: 41 })
})

test.each([
  ...[{ limit: 0 }, { limit: 101 }, { limit: 2.5 }, { limit: '25' }, { offset: -1 }],
  ...[{ offset: 1_000_001 }, { offset: null }, { status: 'Lost' }, { status: 'active' }],
  ...[{ query: 7 }, { query: null }, { query: 'x'.repeat(201) }, { q: 'x' }],
])('an inquiry for %o is refused', async (body) => {
  expect((await inquire(tokens, body)).status).toBe(400)
})

test('an account, its summary and its available balance agree', async () => {
  const get = async (path: string) => {
    const response = await api(tokens.access_token, `${accountsPath(tokens)}/larkspur-0001${path}`)
    expect(response.status).toBe(200)
    return response.json()
  }
  expect(await get('')).toMatchObject({ id: 'larkspur-0001', maturityDate: null, version: 1 })
  expect(await get('/account-summary')).toMatchObject({
    accountId: 'larkspur-0001',
    ledgerBalance: '12910.44',
    availableBalance: '12408.11',
    holdsTotal: '502.33',
    interestRate: expect.stringMatching(/^\d+\.\d\d$/),
  })
  expect(await get('/available-balance')).toMatchObject({
    availableBalance: '12408.11',
    currency: 'USD',
  })
})

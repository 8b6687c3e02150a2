import fc from 'fast-check'
import { afterEach, expect, test, vi } from 'vitest'
import { FlowError } from '#lib/errors.ts'
import type { Viewer } from '../viewer.ts'
import { callBank } from './call-bank.ts'
import { findTransactions } from './find-transactions.ts'
import { transaction } from './transaction.ts'
import { readTransactions } from './transaction-batches.ts'
import { readTransactionSearch } from './transaction-search.ts'
import { getTransactions } from './transactions.ts'
import { transactionsCsv } from './transactions-csv.ts'

vi.mock('./call-bank.ts', () => ({ callBank: vi.fn() }))

const api = vi.mocked(callBank)
const viewer = { subject: 'ada' } as Viewer

afterEach(() => {
  vi.resetAllMocks()
})

/** An API that keeps these, the newest first, and gives no more at once than it wants to. */
function bankWith(transactions: readonly unknown[], mostAtOnce = 500): void {
  api.mockImplementation(async (_viewer, _scopes, { path, answer }) => {
    const query = new URL(path, 'http://bank').searchParams
    const [offset, asked] = [Number(query.get('offset')), Number(query.get('limit'))]
    const limit = Math.min(asked, mostAtOnce)
    return answer.parse({ transactions: transactions.slice(offset, offset + limit), limit })
  })
}

function item(id: number, changes: Record<string, unknown> = {}) {
  const at = `2026-03-${String(28 - (id % 28)).padStart(2, '0')}T09:00:00Z`
  const posted = { pendingStatus: 'Reconciled', runningBalance: '7.00' }
  return { id: `${id}`, amount: `${id % 90}.50`, date: at, datePosted: at, ...posted, ...changes }
}

const items = (count: number) => Array.from({ length: count }, (_, index) => item(index))

function search(parameters: Record<string, string> = {}) {
  const reading = readTransactionSearch({ from: '2026-03-01', to: '2026-03-31', ...parameters }, 0)
  if (reading.search === null) throw new Error('not a search')
  return reading.search
}

const offsetsAsked = () => api.mock.calls.map(([, , { path }]) => /offset=(\d+)/.exec(path)?.[1])

test('all of a period are read, 500 at once', async () => {
  bankWith(items(1_200))

  expect(await getTransactions(viewer, 'a', search())).toMatchObject({ total: 1_200, limit: 50 })
  expect(offsetsAsked()).toEqual(['0', '500', '1000'])
  expect(api.mock.calls[0]?.[2].path).toBe(
    '/a/consumer/api/v0/users/ada/accounts/a/transactions?offset=0&limit=500' +
      '&since=2026-03-01T00%3A00%3A00Z&until=2026-04-01T00%3A00%3A00Z',
  )
})

test('reading stops at 5,000 and says so; a picture of a part would be a wrong one', async () => {
  bankWith(items(5_001))

  const page = await getTransactions(viewer, 'a', search())
  expect(page).toMatchObject({ total: 5_000, cutShortAt: 5_000, balances: [] })
  expect(api).toHaveBeenCalledTimes(10)
})

test('a bank that gives fewer at once is asked further', async () => {
  bankWith(items(250), 100)

  expect(await getTransactions(viewer, 'a', search())).toMatchObject({ total: 250 })
  expect(offsetsAsked()).toEqual(['0', '100', '200'])
})

test('a bank that always answers the same is not asked for ever', async () => {
  api.mockImplementation(async (_viewer, _scopes, { answer }) =>
    answer.parse({ transactions: items(500) }),
  )

  expect(await getTransactions(viewer, 'a', search())).toMatchObject({ total: 500 })
  expect(api).toHaveBeenCalledTimes(10)
})

test('what is new while the pages are read makes nothing appear twice', async () => {
  let kept = items(700)
  api.mockImplementation(async (_viewer, _scopes, { path, answer }) => {
    const offset = Number(/offset=(\d+)/.exec(path)?.[1])
    const page = answer.parse({ transactions: kept.slice(offset, offset + 500) })
    kept = [item(9_000 + offset), ...kept]
    return page
  })

  expect(await getTransactions(viewer, 'a', search())).toMatchObject({ total: 700 })
})

test('what a bank sends beyond the period is left out', async () => {
  const late = { date: '2026-04-01T00:00:00Z', datePosted: '2026-04-01T00:00:00Z' }
  bankWith([item(1, late), item(2)])

  expect(await getTransactions(viewer, 'a', search())).toMatchObject({ total: 1 })
})

test('there is no page of an account that is not there', async () => {
  api.mockResolvedValue(null)

  expect(await getTransactions(viewer, 'a', search())).toBeNull()
})

const someItem = fc.record({
  amount: fc.integer({ min: -9_999, max: 9_999 }).map((cents) => (cents / 100).toFixed(2)),
  displayName: fc.constantFrom('Coffee', 'COFFEE to go', 'Rent', null),
  memo: fc.constantFrom('Straße 1', 'coffee', null),
  pendingStatus: fc.constantFrom('Pending', 'Reconciled'),
})

test('pages of a search, one after another, are what is found in all: pending ones first', async () => {
  const words = fc.constantFrom('', 'coffee', 'STRASSE', 'rent', 'none')
  const amounts = fc.constantFrom('', '−20', '0')

  await fc.assert(
    fc.asyncProperty(
      fc.array(someItem, { maxLength: 240 }),
      words,
      amounts,
      async (some, query, least) => {
        const sent = some.map((it, index) => item(index, it))
        bankWith(sent)
        const pages = []
        for (let offset = 0; offset < sent.length + 50; offset += 50) {
          const one = search({ query, least, offset: String(offset) })
          pages.push(...((await getTransactions(viewer, 'a', one))?.transactions ?? []))
        }

        const all = sent.map((it) => transaction.parse(it))
        expect(pages).toEqual(findTransactions(all, search({ query, least })))
        const firstPosted = pages.findIndex((it) => !it.isPending)
        if (firstPosted !== -1)
          expect(pages.slice(firstPosted).some((it) => it.isPending)).toBe(false)
      },
    ),
    { numRuns: 40 },
  )
})

test('a text is found in any letter case, an amount with both ends', () => {
  const all = [item(1, { displayName: 'Café', amount: '-5.00' }), item(2, { memo: 'cafe' })].map(
    (it) => transaction.parse(it),
  )

  const found = (parameters: Record<string, string>) =>
    findTransactions(all, search(parameters)).map(({ id }) => id)
  expect(found({ query: 'CAFÉ' })).toEqual(['1'])
  expect(found({ least: '-5', most: '−5.00' })).toEqual(['1'])
  expect(found({ most: '-5.01' })).toEqual([])
})

test('a file that breaks off throws: it must not pass for a whole one', async () => {
  api.mockImplementationOnce(async (_viewer, _scopes, { answer }) =>
    answer.parse({ transactions: items(500) }),
  )
  api.mockRejectedValueOnce(new FlowError('api-unavailable', 'the API answered 503'))

  const parts: string[] = []
  const reading = async () => {
    const batches = readTransactions(viewer, 'a', search())
    for await (const part of transactionsCsv(batches, search())) parts.push(part)
  }
  await expect(reading()).rejects.toThrow(FlowError)
  expect(parts.join('').split('\r\n').length).toBe(502)
})

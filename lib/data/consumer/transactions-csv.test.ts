import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvLine } from '#lib/csv.ts'
import { parseCsv } from '#lib/testing/csv.ts'
import { type Transaction, transaction } from './transaction.ts'
import { readTransactionSearch } from './transaction-search.ts'
import { transactionsCsv } from './transactions-csv.ts'

const { search } = readTransactionSearch({ from: '2026-03-01', to: '2026-03-31' }, 0)

async function fileOf(transactions: readonly Transaction[], isCutShort = false): Promise<string> {
  async function* batches() {
    yield { transactions, isCutShort }
  }
  let file = ''
  for await (const part of transactionsCsv(batches(), search ?? expect.fail())) file += part
  return file
}

function made(changes: Record<string, unknown> = {}): Transaction {
  return transaction.parse({
    ...{ id: '1', amount: '-12.05', currency: 'USD', displayName: 'Kettle Lane Coffee' },
    ...{ memo: 'TST* KETTLE', date: '2026-03-04T09:41:00Z', pendingStatus: 'Reconciled' },
    ...{ datePosted: '2026-03-05T00:00:00Z', runningBalance: '1234.50', checkNumber: null },
    enrichments: { expenseCategory: 'Restaurants' },
    ...changes,
  })
}

test('a transaction is a line: ISO dates, plain decimals, a heading above', async () => {
  expect(await fileOf([made(), made({ pendingStatus: 'Pending', datePosted: null })])).toBe(
    'Date,Status,Description,Memo,Category,Check number,Amount,Currency,Balance\r\n' +
      '2026-03-05,Posted,Kettle Lane Coffee,TST* KETTLE,Restaurants,,-12.05,USD,1234.50\r\n' +
      '2026-03-04,Pending,Kettle Lane Coffee,TST* KETTLE,Restaurants,,-12.05,USD,\r\n',
  )
})

test.each(['=HYPERLINK("http://evil.test")', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'])(
  'a text like %j is no formula in a spreadsheet',
  async (name) => {
    const one = { ...made(), name, memo: name, category: name, checkNumber: name, currency: name }
    const [, cells = []] = parseCsv(await fileOf([one]))

    expect(cells.filter((cell) => cell.startsWith("'"))).toHaveLength(5)
    expect(cells[2]).toBe(`'${name}`)
  },
)

test('a file that is cut short says so in its last line', async () => {
  expect(parseCsv(await fileOf([made()], true)).at(-1)).toEqual([
    'There may be more: choose a shorter range.',
  ])
})

test('whatever is written to a file can be read from it', () => {
  const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('"', ',', '\r\n', '\n', ' '))
  const cells = fc.array(cell, { minLength: 2 })

  fc.assert(
    fc.property(fc.array(cells), (rows) => {
      expect(parseCsv(rows.map(csvLine).join(''))).toEqual(rows)
    }),
  )
})

test('money is written to the cent, however much it is', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: -1e15, max: 1e15 }), async (amountCents) => {
      const [, cells = []] = parseCsv(await fileOf([{ ...made(), amountCents }]))
      expect(cells[6]).toMatch(/^-?\d+\.\d\d$/)
      expect(BigInt(cells[6]?.replace('.', '') ?? '')).toBe(BigInt(amountCents))
    }),
  )
})

import { beforeEach, expect, test, vi } from 'vitest'
import type { Viewer } from '../viewer.ts'
import { getConsumerAccount, getConsumerAccounts } from './accounts.ts'
import { callBank } from './call-bank.ts'

vi.mock('./call-bank.ts', () => ({ callBank: vi.fn() }))

const viewer = { subject: 'a/b' } as Viewer
const checking = {
  id: 'one',
  name: 'Everyday',
  numbers: 'x6890',
  accountType: 'Deposit',
  balance: '-214.07',
  fetchedDate: '2026-03-04T09:41:00Z',
  paymentDueDate: '2026-03-20T00:00:00.000Z',
}

beforeEach(() => {
  answers([checking])
})

test('money is in cents, times in milliseconds, days in ISO 8601', async () => {
  expect(await getConsumerAccount(viewer, 'one')).toMatchObject({
    balanceCents: -21_407,
    fetchedAt: Date.parse('2026-03-04T09:41:00Z'),
    paymentDueDate: '2026-03-20',
  })
})

test('what the bank leaves out is null, and the account is shown and counted', async () => {
  answers([{ id: 'one', name: '', accountType: 'Odd' }])

  expect(await getConsumerAccount(viewer, 'one')).toMatchObject({
    maskedNumber: null,
    balanceCents: null,
    fetchedAt: null,
    isHidden: false,
    countsInTotals: true,
  })
})

test('accounts stand in the order that the person chose, those without a place at the end', async () => {
  answers([
    { ...checking, id: 'nowhere' },
    { ...checking, id: 'second', sortIndex: 1 },
    { ...checking, id: 'nowhere either' },
    { ...checking, id: 'first', sortIndex: 0 },
  ])

  expect((await getConsumerAccounts(viewer)).map(({ id }) => id)).toEqual([
    'first',
    'second',
    'nowhere',
    'nowhere either',
  ])
})

test('there is no account of an id that the bank does not list', async () => {
  expect(await getConsumerAccount(viewer, 'two')).toBeNull()
})

test.each(['12.345', '1e3', '1,000.00', 'NaN'])('%s is no money', async (balance) => {
  answers([{ ...checking, balance }])

  await expect(getConsumerAccounts(viewer)).rejects.toThrow()
})

test('an id that can stand in no address is no id', async () => {
  answers([{ ...checking, id: 'one\ud800' }])

  await expect(getConsumerAccounts(viewer)).rejects.toThrow()
})

test('the person in the path is the subject of the token, as one segment', async () => {
  await getConsumerAccounts(viewer)

  const [, , call] = vi.mocked(callBank).mock.lastCall ?? []
  expect(call?.path).toBe('/a/consumer/api/v0/users/a%2Fb/accounts')
})

function answers(accounts: unknown): void {
  vi.mocked(callBank).mockImplementation(async (_viewer, _scopes, { answer }) =>
    answer.parse({ accounts, inactivatedAccountIds: [] }),
  )
}

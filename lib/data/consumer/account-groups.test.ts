import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupAccounts, overviewOf, totalOf } from './account-groups.ts'
import type { ConsumerAccount } from './accounts.ts'

const account = (changes: Partial<ConsumerAccount> = {}) =>
  ({
    id: 'one',
    type: 'Deposit',
    isHidden: false,
    countsInTotals: true,
    balanceCents: 100,
    ...changes,
  }) as ConsumerAccount

const anyAccount = fc.record({
  type: fc.constantFrom('Deposit', 'Line of Credit', 'Debt', 'Investment'),
  isHidden: fc.boolean(),
  countsInTotals: fc.boolean(),
  balanceCents: fc.option(fc.integer({ min: -1e12, max: 1e12 })),
})

test('known types come first, in their order; what else a bank has comes after', () => {
  const types = ['Investment', 'Debt', 'Deposit', 'Line of Credit']

  expect(groupAccounts(types.map((type) => account({ type }))).map(({ type }) => type)).toEqual([
    'Deposit',
    'Line of Credit',
    'Debt',
    'Investment',
  ])
})

test('a hidden account is neither shown nor counted', () => {
  const accounts = [account(), account({ isHidden: true })]

  expect(groupAccounts(accounts)).toMatchObject([{ accounts: [{}], total: { cents: 100 } }])
  expect(totalOf(accounts).cents).toBe(100)
})

test('an account that the bank leaves out of its totals is shown, and not counted', () => {
  const [group] = groupAccounts([account(), account({ countsInTotals: false })])

  expect(group).toMatchObject({ accounts: [{}, {}], total: { cents: 100, unknown: 0 } })
})

test('a debt is taken off', () => {
  expect(totalOf([account(), account({ type: 'Debt', balanceCents: -250 })]).cents).toBe(-150)
})

test('a balance that the bank does not tell is no zero: the total says that one is missing', () => {
  expect(totalOf([account(), account({ balanceCents: null })])).toEqual({ cents: 100, unknown: 1 })
})

test('groups add up to the whole, and no cent is lost', () => {
  fc.assert(
    fc.property(fc.array(anyAccount), (made) => {
      const accounts = made.map((it) => account(it))
      const groups = groupAccounts(accounts)

      expect(groups.reduce((sum, { total }) => sum + total.cents, 0)).toBe(totalOf(accounts).cents)
      expect(Number.isSafeInteger(totalOf(accounts).cents)).toBe(true)
    }),
  )
})

test('500 accounts are shown and added up, and it is known how many are not', () => {
  const accounts = Array.from({ length: 502 }, () => account())

  expect(overviewOf(accounts.slice(0, 500))).toMatchObject({ total: { cents: 50_000 }, left: 0 })
  const { groups, total, left } = overviewOf(accounts)
  expect(left).toBe(2)
  expect(total.cents).toBe(50_000)
  expect(groups.flatMap((group) => group.accounts)).toHaveLength(500)
})

test('what is hidden takes no place from what is shown', () => {
  const hidden = Array.from({ length: 600 }, () => account({ isHidden: true }))

  expect(overviewOf([...hidden, account()])).toMatchObject({
    groups: [{ accounts: [{}] }],
    hidden: 600,
    left: 0,
  })
})

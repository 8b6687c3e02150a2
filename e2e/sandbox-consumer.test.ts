import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { decodeJwt } from 'jose'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { refusal, user } from './api-contract/consumer.ts'
import { accountsOf, cents, everyTransaction, pageOf, read } from './bank-books.ts'
import {
  accountsScope,
  type Bank,
  ownPath,
  profileScope,
  startBanks,
  transactionsScope,
} from './bank-client.ts'

const ada = 'ada@example.test'

let banks: Awaited<ReturnType<typeof startBanks>>
let marram: Bank
let quince: Bank

beforeAll(async () => {
  banks = await startBanks()
  ;({ marram, quince } = banks)
})

afterAll(() => banks.stop())

test('a profile is who the token is for', async () => {
  const { access_token } = await marram.grantFor(ada)
  const profile = user.parse(await read(marram, access_token, ''))
  expect(profile).toMatchObject({ userId: decodeJwt(access_token).sub, firstName: 'Ada' })
})

test('accounts are of every type, one of them hidden, and two customers share none', async () => {
  const tokens = await marram.grantFor(ada)
  const accounts = await accountsOf(marram, tokens.access_token)
  expect(new Set(accounts.map(({ accountSubType }) => accountSubType))).toEqual(
    new Set(['Checking', 'Savings', 'Certificate', 'Credit Card', 'Loan']),
  )
  const hidden = accounts.filter((account) => account.hidden)
  expect(hidden.map((account) => account.contributesToAggregateTotals)).toEqual([false])

  const ben = await marram.grantFor('ben@example.test')
  const ids = (await accountsOf(marram, ben.access_token)).map(({ id }) => id)
  expect(accounts.filter(({ id }) => ids.includes(id))).toEqual([])
  const stolen = await marram.call(
    ben.access_token,
    `${ownPath(ben.access_token)}/accounts/${accounts[0]?.id}/transactions`,
  )
  expect(stolen.status).toBe(404)
})

test.each([
  ['marram', ada],
  ['marram', 'ben@example.test'],
  ['quince', ada],
  ['quince', 'sam@example.test'],
] as const)('at %s the books of %s add up to the cent', async (name, email) => {
  const bank = banks[name]
  const { access_token } = await bank.grantFor(email)
  const accounts = await accountsOf(bank, access_token)
  expect(accounts.length).toBeGreaterThanOrEqual(4)
  expect(accounts.length).toBeLessThanOrEqual(6)

  for (const account of accounts) {
    const all = await everyTransaction(bank, access_token, account.id)
    const pending = all.filter((it) => it.pendingStatus === 'Pending')
    const booked = all.filter((it) => it.pendingStatus === 'Reconciled')
    expect(all).toEqual([...pending, ...booked])
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)

    const [newest] = booked
    if (newest) expect(newest.runningBalance).toBe(account.balance)
    for (const [index, it] of booked.entries()) {
      const older = booked[index + 1]
      if (!older) continue
      expect(cents(it.runningBalance) - cents(it.amount)).toBe(cents(older.runningBalance))
      expect(Date.parse(it.datePosted)).toBeGreaterThanOrEqual(Date.parse(older.datePosted))
    }
    const spoken = pending.reduce((sum, { amount }) => sum + cents(amount), 0)
    if (account.accountType === 'Deposit' && account.accountSubType !== 'Certificate') {
      expect(cents(account.availableBalance)).toBe(cents(account.balance) + spoken)
    }
    if (account.accountType === 'Line of Credit') {
      const available = cents(account.creditLimit) + cents(account.balance) + spoken
      expect(cents(account.availableCredit)).toBe(available)
    }
  }
})

test('a year ends today, and one account has more than a page may hold', async () => {
  const { access_token } = await quince.grantFor(ada)
  const all = await everyTransaction(quince, access_token, 'quince-ada-1')
  expect(all.length).toBeGreaterThan(500)
  const days = (text = '') => (Date.now() - Date.parse(text)) / 86_400_000
  expect(days(all[0]?.date)).toBeLessThan(1)
  expect(days(all.find((it) => it.pendingStatus === 'Reconciled')?.date)).toBeLessThan(3)
  expect(days(all.at(-1)?.date)).toBeGreaterThan(362)
  expect(days(all.at(-1)?.date)).toBeLessThan(367)

  const ben = await marram.grantFor('ben@example.test')
  expect(await everyTransaction(marram, ben.access_token, 'marram-ben-2')).toEqual([])
})

test('pages of any length bring every transaction once, in the same order', async () => {
  const { access_token } = await marram.grantFor(ada)
  const whole = await everyTransaction(marram, access_token, 'marram-ada-1')
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: whole.length + 10 }),
      fc.integer({ min: 1, max: 500 }),
      async (offset, limit) => {
        const query = { offset: String(offset), limit: String(limit) }
        const page = await pageOf(marram, access_token, 'marram-ada-1', query)
        expect(page).toMatchObject({ offset, limit })
        expect(page.transactions).toEqual(whole.slice(offset, offset + limit))
      },
    ),
    { numRuns: 40 },
  )
})

test('a period is taken by the booking date: since is in it, until is not', async () => {
  const { access_token } = await marram.grantFor(ada)
  const whole = await everyTransaction(marram, access_token, 'marram-ada-1')
  await fc.assert(
    fc.asyncProperty(fc.nat(whole.length - 1), fc.nat(whole.length - 1), async (first, second) => {
      const [since = '', until = ''] = [whole[first]?.date, whole[second]?.date].sort()
      const query = { since, until, limit: '500' }
      const page = await pageOf(marram, access_token, 'marram-ada-1', query)
      expect(page.transactions).toEqual(
        whole.filter(({ date }) => since <= date && date < until).slice(0, 500),
      )
    }),
    { numRuns: 40 },
  )
})

test.each([
  'limit=501',
  'limit=0',
  'limit=ten',
  'offset=-1',
  'offset=1.5',
  'since=yesterday',
  'since=2026-02-01T25:00:00Z',
  'since=2026-02-31T00:00:00Z',
  'until=2026-01-01',
  'updatedSince=2026-01-01T00:00:00Z&since=2026-01-01T00:00:00Z',
])('a list of transactions with %s is refused', async (query) => {
  const { access_token } = await marram.grantFor(ada)
  const path = `${ownPath(access_token)}/accounts/marram-ada-1/transactions?${query}`
  const refused = await marram.call(access_token, path)
  expect(refused.status).toBe(400)
  refusal.parse(await refused.json())
})

test('a call needs its scope, and the path its own customer', async () => {
  const { access_token } = await marram.grantFor(ada, { scope: 'openid' })
  const own = ownPath(access_token)
  for (const [path, scope] of [
    [own, profileScope],
    [`${own}/accounts`, accountsScope],
    [`${own}/accounts/marram-ada-1/transactions`, transactionsScope],
  ] as const) {
    const refused = await marram.call(access_token, path)
    expect(refused.status).toBe(403)
    expect(refused.headers.get('www-authenticate')).toBe(
      `Bearer error="insufficient_scope", scope="${scope}"`,
    )
    expect(refusal.parse(await refused.json()).errorCode).toBe(403)
    expect(refused.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  }
  const stranger = await marram.call(access_token, `/users/${randomUUID()}/accounts`)
  expect(stranger.status).toBe(401)
  expect((await marram.call(access_token, '/users')).status).toBe(404)
})

test('names that break careless pages are all there', async () => {
  const { access_token } = await quince.grantFor(ada)
  const names = (await accountsOf(quince, access_token)).map(({ name }) => name)
  const entries = await everyTransaction(quince, access_token, 'quince-ada-1')
  for (const texts of [names, entries.map(({ displayName }) => displayName)]) {
    expect(texts.some((text) => text.includes('<b>'))).toBe(true)
    expect(texts.some((text) => /\p{Script=Arabic}/u.test(text))).toBe(true)
    expect(texts.some((text) => text.length > 90)).toBe(true)
  }
  expect(entries.some(({ displayName }) => displayName.startsWith('='))).toBe(true)
})

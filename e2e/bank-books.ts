import { expect } from 'vitest'
import { accountList, transactionPage } from './api-contract/consumer.ts'
import { type Bank, ownPath } from './bank-client.ts'

/** What a call answers about the token's own person. */
export async function read(bank: Bank, accessToken: string, path: string): Promise<unknown> {
  const response = await bank.call(accessToken, ownPath(accessToken) + path)
  expect(response.status).toBe(200)
  expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/)
  return response.json()
}

export async function accountsOf(bank: Bank, accessToken: string) {
  return accountList.parse(await read(bank, accessToken, '/accounts')).accounts
}

export async function pageOf(
  bank: Bank,
  accessToken: string,
  accountId: string,
  query: Record<string, string> = {},
) {
  const path = `/accounts/${accountId}/transactions?${new URLSearchParams(query)}`
  return transactionPage.parse(await read(bank, accessToken, path))
}

export async function everyTransaction(
  bank: Bank,
  accessToken: string,
  accountId: string,
  limit = 500,
) {
  const all = []
  for (;;) {
    const query = { offset: String(all.length), limit: String(limit) }
    const { transactions } = await pageOf(bank, accessToken, accountId, query)
    if (transactions.length === 0) return all
    all.push(...transactions)
  }
}

/** Money as text, in cents. */
export function cents(money: string): number {
  return Number(money.replace('.', ''))
}

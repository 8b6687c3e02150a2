import type { Page } from '@playwright/test'
import { expect } from './fixtures.ts'
import type { Sandbox } from './harness.ts'

// What stands on the page of an account, as its owner reads it.

export const aYear = `from=${daysAgo(370)}&to=${daysAgo(0)}`

export function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

/** Opens an account from the list, as its owner does. */
export async function openAccount(page: Page, name: string): Promise<string> {
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  return new URL(page.url()).pathname
}

export const table = (page: Page) => page.getByRole('table', { name: /^Transactions/ })
export const rows = (page: Page) => table(page).locator('tbody tr')

/** Date, description, amount and balance of each row, money as a plain decimal. */
export async function listed(page: Page) {
  // What is late is put in its place by a script, after the page has loaded.
  await expect(rows(page).first()).toBeVisible()
  return rows(page).evaluateAll((all) =>
    all.map((row) => {
      const money = (cell: Element | undefined) =>
        /[−\d,]+\.\d\d/
          .exec(cell?.textContent ?? '')?.[0]
          .replace('−', '-')
          .replaceAll(',', '') ?? ''
      const [date, description, amount, balance] = row.children
      return {
        day: date?.querySelector('time')?.getAttribute('datetime') ?? '',
        isPending: date?.textContent?.includes('Pending') ?? false,
        name: description?.querySelector('bdi')?.textContent ?? '',
        amount: money(amount),
        balance: money(balance),
      }
    }),
  )
}

/** How often a bank was asked for transactions so far; the banks are in the order of their ports. */
export async function questionsAt({ counts, bankUrls }: Sandbox, bank: number): Promise<number> {
  return (await counts(bankUrls[bank]))['api:transactions'] ?? 0
}

import type { Page } from '@playwright/test'
import { banks as listed } from '../scripts/sandbox-institutions.ts'
import { test as base } from './fixtures.ts'
import type { Sandbox } from './harness.ts'
import { password } from './people.ts'

export { expect, people } from './fixtures.ts'

const [marram, quince] = listed
export const banks = { marram, quince }

export type Bank = (typeof listed)[number]

/** Journeys of banks' own customers: there is no Institution Zero, and each bank is an issuer. */
export const test = base.extend({ profile: 'consumer' })

export function accountsAt({ institutionId }: Bank): string {
  return `/institutions/${institutionId}/accounts`
}

/** Signs in at a bank, which is how it is entered, and allows what it asks for but the `denied` pieces. */
export async function enterBank(
  page: Page,
  bank: Bank,
  email: string,
  denied: readonly string[] = [],
): Promise<void> {
  await page.goto(accountsAt(bank))
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  for (const piece of denied) await page.getByLabel(piece).uncheck()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(`**${accountsAt(bank)}`)
}

type TaskOrder = Readonly<{ nextTask?: 'succeed' | 'fail' | 'time-out' | 'stall'; taskMs?: number }>

/** Says how the next update at Marram Savings Bank goes. */
export function orderTask({ order, bankUrls }: Sandbox, task: TaskOrder): Promise<void> {
  return order(task, bankUrls[0])
}

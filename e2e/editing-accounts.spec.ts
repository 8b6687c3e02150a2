import type { Page } from '@playwright/test'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import { accountsOf } from './institutions.ts'

// A person changes an account: with one more consent, once, and never over what somebody else did.

async function openAccount(page: Page, name: string): Promise<void> {
  await page.goto(`${accountsOf.larkspur}?query=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name, exact: true }).click()
  await expect(page.getByRole('region', { name: 'About this account' })).toBeVisible()
}

/** From the picker to a form, in a session that may only look so far. */
async function openForm(page: Page, account: string, form: string, email: string = people.ada) {
  await signIn(page, email)
  await enter(page, 'Larkspur Bank')
  await openAccount(page, account)
  await page.getByRole('link', { name: form }).click()
  await expect(page.getByRole('heading', { name: form })).toBeVisible()
}

const save = (page: Page) => page.getByRole('button', { name: 'Save' }).click()

test('a name is changed: one more consent, what was typed stays, and it is saved', async ({
  page,
  sandbox,
}) => {
  await openForm(page, 'Payroll reserve', 'Change the name')
  await expect(page.getByText('So far Foyer may only look')).toBeVisible()
  await page.getByLabel('Account name').fill('Payroll, first quarter')
  await save(page)

  await expect(page.getByText('Change the details of accounts')).toBeVisible()
  expect((await sandbox.counts())['api:change-account'] ?? 0).toBe(0)
  await page.getByRole('button', { name: 'Allow' }).click()

  await expect(page.getByRole('status')).toContainText('Foyer may change accounts now')
  await expect(page.getByLabel('Account name')).toHaveValue('Payroll, first quarter')
  await save(page)

  await expect(page.getByRole('status')).toContainText('Saved')
  await expect(page.getByRole('heading', { name: 'Payroll, first quarter' })).toBeVisible()
  expect((await sandbox.counts())['api:change-account']).toBe(1)
})

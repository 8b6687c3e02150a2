import type { Page } from '@playwright/test'
import { expect, people, test } from './fixtures.ts'
import { password } from './people.ts'

// Where there is only one institution to pick, it is entered without a click, and never in a circle.

test.use({ appEnv: { SINGLE_INSTITUTION: 'enter' } })

async function signInAs(page: Page, email: string): Promise<void> {
  await page.goto('/auth/authorize')
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
}

test('a sign-in leads right on, and afterwards to the accounts', async ({ page }) => {
  await signInAs(page, people.ben)
  await expect(page.getByText('asks for access to Larkspur Bank')).toBeVisible()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page).toHaveTitle(/Accounts · Larkspur Bank/)

  await page.goto('/institutions')
  await expect(page).toHaveTitle(/Accounts · Larkspur Bank/)
})

test('the picker can still be looked at, and a refusal leads nobody in a circle', async ({
  page,
}) => {
  await signInAs(page, people.ben)
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page.getByRole('heading', { name: 'You chose not to share' })).toBeVisible()
  await page.getByRole('link', { name: 'Choose an institution' }).click()
  await expect(page.getByRole('heading', { name: 'Choose an institution' })).toBeVisible()

  await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByRole('banner').getByText('Larkspur Bank').click()
  await page.getByRole('link', { name: 'All institutions' }).click()
  await expect(page.getByRole('heading', { name: 'Choose an institution' })).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Entered')
})

test('who may pick among several picks', async ({ page }) => {
  await signInAs(page, people.ada)
  await expect(page.getByRole('link', { name: /^Enter / })).toHaveCount(3)
})

test('who may enter none is told what to do', async ({ page }) => {
  await signInAs(page, people.noor)
  await expect(page.getByText('No institution is open to you yet')).toBeVisible()
  await expect(page.getByLabel('Search')).toBeHidden()
})

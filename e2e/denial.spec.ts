import type { Page } from '@playwright/test'
import { answerSandbox, enter, expect, people, signIn, test } from './fixtures.ts'
import { password } from './people.ts'

async function untilConsent(page: Page, email: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('heading', { name: 'Allow Foyer?' })).toBeVisible()
}

async function sessionStatus(page: Page): Promise<number> {
  return (await page.request.get('/auth/session')).status()
}

test('who denies at the sign-in is not signed in, and may allow it right after', async ({
  page,
  context,
}) => {
  await untilConsent(page, people.ada)
  await page.getByRole('button', { name: 'Deny' }).click()

  await expect(page).toHaveURL(/\/problem\/access-denied\?ref=[0-9a-f]{4}-[0-9a-f]{4}$/)
  await expect(
    page.getByRole('heading', { name: 'You chose not to share your data' }),
  ).toBeVisible()
  expect(await sessionStatus(page)).toBe(401)
  expect(await context.cookies('http://localhost')).toEqual([])

  await page.getByRole('link', { name: 'Sign in again' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page).toHaveURL('/institutions')
  expect(await sessionStatus(page)).toBe(200)
})

test('who denied may sign in with another account', async ({ page }) => {
  await untilConsent(page, people.ada)
  await page.getByRole('button', { name: 'Deny' }).click()

  await page.getByRole('link', { name: 'Use another account' }).click()
  await answerSandbox(page, people.ben)

  await expect(page).toHaveURL('/institutions')
  await expect(page.getByText('Signed in as Ben Lindqvist').first()).toBeVisible()
})

test('who denies an institution stays signed in, and may enter it right after', async ({
  page,
}) => {
  await signIn(page, people.ada)
  const before = await (await page.request.get('/auth/session')).json()

  await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()
  await page.getByRole('button', { name: 'Deny' }).click()
  await expect(page).toHaveURL(/\/problem\/access-denied/)
  expect(await (await page.request.get('/auth/session')).json()).toEqual(before)

  await page.getByRole('link', { name: 'Choose an institution' }).click()
  await enter(page, 'Larkspur Bank')
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

import type { Page } from '@playwright/test'
import { answerSandbox, enter, expect, people, signIn, test } from './fixtures.ts'
import { password, secondFactorCode } from './people.ts'

/** From the front page to the sandbox's form, with the password typed there. */
async function tryPassword(page: Page, email: string, typed: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Password').fill(typed)
  await page.getByRole('button', { name: 'Sign in' }).click()
}

test('an address typed on the front page is there at the sign-in service', async ({ page }) => {
  await page.goto('/')
  await page.getByLabel('Work e-mail').fill(people.ada)
  await page.getByRole('button', { name: 'Continue' }).click()

  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByLabel('E-mail')).toHaveValue(people.ada)
})

test('a wrong password keeps the address that was typed, and the next try may be right', async ({
  page,
}) => {
  await tryPassword(page, people.ada, 'not the password')

  await expect(page.getByRole('alert')).toContainText('E-mail or password is wrong')
  await expect(page.getByLabel('E-mail')).toHaveValue(people.ada)
  await expect(page.getByLabel('Password')).toHaveValue('')

  await answerSandbox(page, people.ada)
  await expect(page).toHaveURL('/institutions')
})

test('a person with a second factor is asked for the code', async ({ page }) => {
  await tryPassword(page, people.mei, password)
  await expect(page.getByRole('heading', { name: 'Enter your code' })).toBeVisible()

  await page.getByLabel('Code').fill('000000')
  await page.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('alert')).toContainText('The code is wrong')

  await page.getByLabel('Code').fill(secondFactorCode)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByText('Signed in as Mei Tanaka').first()).toBeVisible()
  await expect(page.getByRole('link', { name: /^Enter / })).toHaveText([
    'Enter Juniper Credit Union',
    'Enter Harbor & Vale Trust',
  ])
})

test('a locked account stays outside, and the page says who can unlock it', async ({ page }) => {
  await tryPassword(page, people.leo, password)

  await expect(page.getByRole('alert')).toContainText('This account is locked')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL(/\/problem\/access-denied/)
  expect((await page.request.get('/auth/session')).status()).toBe(401)
})

test('a person with one institution sees that one', async ({ page }) => {
  await signIn(page, people.ben)

  await expect(page.getByRole('link', { name: /^Enter / })).toHaveText(['Enter Larkspur Bank'])
})

test('a person without an institution is told whom to ask', async ({ page }) => {
  await signIn(page, people.noor)

  await expect(
    page.getByRole('heading', { name: 'No institution is open to you yet' }),
  ).toBeVisible()
  await expect(page.getByText('Ask the administrator of yours to add you')).toBeVisible()
  await expect(page.getByRole('link', { name: /^Enter / })).toBeHidden()
})

test('a person who may look but not edit sees the accounts', async ({ page }) => {
  await signIn(page, people.sam)
  await enter(page, 'Larkspur Bank')
  await page.getByRole('link', { name: 'Operating' }).click()

  await expect(page.getByRole('region', { name: 'Balances' })).toContainText('12,910.44')
})

test('a member without the permission is told that more consent would not help', async ({
  page,
}) => {
  await signIn(page, people.ivy)
  await enter(page, 'Harbor & Vale Trust')

  await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible()
  const explanation = page.getByRole('alert').filter({ hasText: 'You are not permitted' })
  await expect(explanation).toContainText('More consent would not help')
  await expect(explanation).toContainText('Reference')
  await explanation.getByRole('link', { name: 'Choose an institution' }).click()
  await expect(page).toHaveURL('/institutions')
})

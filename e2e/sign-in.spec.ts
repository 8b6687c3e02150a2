import { enterOnPages, expect, people, signInOnPages, test } from './fixtures.ts'

test('a person signs in, enters an institution, sees its accounts, and signs out', async ({
  page,
}) => {
  await signInOnPages(page, people.ada)
  await expect(page.getByRole('heading', { name: 'Choose an institution' })).toBeVisible()

  await enterOnPages(page, 'Larkspur Bank')
  await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible()
  await expect(page.getByRole('row').nth(1)).toBeVisible()

  await page.getByText('Ada Okafor').first().click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Yes, sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  expect((await page.request.get('/auth/session')).status()).toBe(401)
})

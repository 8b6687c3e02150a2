import { accountsAt, banks, enterBank, expect, orderTask, people, test } from './banks.ts'
import { password } from './people.ts'

// Access tokens that are over before a person has looked around.
test.use({ sandboxEnv: { SANDBOX_ACCESS_TOKEN_SECONDS: '6' } })

const { marram } = banks

test('an update that outlives an access token goes on with the next one', async ({
  page,
  sandbox,
}) => {
  await enterBank(page, marram, people.ada)
  await orderTask(sandbox, { taskMs: 14_000 })
  await page.getByRole('button', { name: 'Update balances' }).click()

  await expect(page.getByRole('status')).toHaveText('Your accounts are up to date.', {
    timeout: 30_000,
  })
  const counts = await sandbox.counts(sandbox.bankUrls[0])
  expect(counts['token:refresh_token']).toBeGreaterThan(0)
})

test('without the scope to stay connected, access ends, and there is a way back', async ({
  page,
}) => {
  await enterBank(page, marram, people.ada, ['Stay connected to the bank while you are away'])
  await expect(page.getByRole('complementary', { name: 'Not allowed' })).toContainText(
    'stay connected',
  )
  await expect(page.getByRole('row').filter({ hasText: 'Everyday Checking' })).toBeVisible()

  await expect(async () => {
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Your access has ended' })).toBeVisible()
  }).toPass()
  await page.getByRole('link', { name: 'Choose your bank' }).click()
  await page.getByRole('link', { name: `Enter ${marram.name}` }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('table', { name: 'Loans' })).toBeVisible()
})

test('accounts that a person did not allow are explained in place, and can be allowed after all', async ({
  page,
}) => {
  await enterBank(page, marram, people.ada, ['See your accounts and their balances'])
  const alert = page.getByRole('main').getByRole('alert')
  await expect(alert).toContainText('More consent is needed')

  await alert.getByRole('link').click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('table', { name: 'Loans' })).toBeVisible()
})

test('a person who is no customer of the bank gets nowhere', async ({ page, app }) => {
  await page.goto(accountsAt(marram))
  await page.getByLabel('E-mail').fill(people.noor)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()

  await expect(page.getByRole('alert')).toBeVisible()
  expect(page.url()).not.toContain(app.url)
})

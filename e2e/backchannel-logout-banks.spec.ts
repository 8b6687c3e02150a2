import { accountsAt, banks, enterBank, expect, people, test } from './banks.ts'
import { institutionsIn } from './scripted-visit.ts'
import { signOutAt } from './sign-out-elsewhere.ts'

test('signing out at a bank ends the access to it here, and leaves the other', async ({
  page,
  sandbox,
  app,
}) => {
  const [marramUrl = ''] = sandbox.bankUrls
  await enterBank(page, banks.marram, people.ada)
  await enterBank(page, banks.quince, people.ada)

  await signOutAt(page, `${marramUrl}/a/consumer/api/v0/oidc`)

  const session = await (await page.request.get(`${app.url}/auth/session`)).text()
  expect(institutionsIn(session)).toEqual([banks.quince.institutionId])
  await page.goto(app.url + accountsAt(banks.quince))
  await expect(page).toHaveURL(accountsAt(banks.quince))
  await page.goto(app.url + accountsAt(banks.marram))
  await expect(page.getByLabel('Password')).toBeVisible()
})

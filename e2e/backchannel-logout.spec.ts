import { enter, expect, people, signIn, test } from './fixtures.ts'
import { accountsOf } from './institutions.ts'
import { signOutAt } from './sign-out-elsewhere.ts'

test('signing out at the sign-in service in one browser ends the session here of that one, and of no other', async ({
  page,
  browser,
  app,
  sandbox,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const elsewhere = await (await browser.newContext({ baseURL: app.url })).newPage()
  await signIn(elsewhere, people.ada)

  await signOutAt(page, `${sandbox.url}/a/oidc-provider/api/v0`)

  expect((await page.request.get(`${app.url}/auth/session`)).status()).toBe(401)
  await page.goto(app.url + accountsOf.larkspur)
  await expect(page.getByLabel('Password')).toBeVisible()
  await elsewhere.reload()
  await expect(elsewhere.getByText('Signed in as Ada Okafor').first()).toBeVisible()
  await elsewhere.context().close()
})

test('signing out there everywhere ends every session here, and signing in again works at once', async ({
  page,
  browser,
  app,
  sandbox,
}) => {
  await signIn(page, people.sam)
  const elsewhere = await (await browser.newContext({ baseURL: app.url })).newPage()
  await signIn(elsewhere, people.sam)

  await sandbox.order({ signOut: people.sam })

  for (const one of [page, elsewhere]) {
    expect((await one.request.get('/auth/session')).status()).toBe(401)
    await signIn(one, people.sam)
    await expect(one.getByText('Signed in as Sam Whitfield').first()).toBeVisible()
  }
  await elsewhere.context().close()
})

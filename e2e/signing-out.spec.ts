import type { Page } from '@playwright/test'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import { accountsOf } from './institutions.ts'

test.use({
  // Real browsers keep pages as they were for the back button; Playwright switches that off.
  launchOptions: async ({ launchOptions }, use) =>
    use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
})

async function signOut(page: Page, answer: 'Yes, sign out' | 'No, stay signed in'): Promise<void> {
  await page.getByText('Ada Okafor').first().click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign out?' })).toBeVisible()
  await page.getByRole('button', { name: answer }).click()
}

test('signing out ends the session here and at the sign-in service', async ({ page }) => {
  await signIn(page, people.ada)
  await signOut(page, 'Yes, sign out')

  await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()
  await expect(page.getByText('Your session here has ended')).toBeVisible()
  expect((await page.request.get('/auth/session')).status()).toBe(401)

  await page.getByRole('link', { name: 'Sign in again' }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})

test('who stays signed in at the sign-in service is signed out here all the same', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await signOut(page, 'No, stay signed in')

  await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()
  await expect(page.getByText('you still are, there')).toBeVisible()
  expect((await page.request.get('/auth/session')).status()).toBe(401)

  // There, nobody is asked for anything.
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await expect(page).toHaveURL('/institutions')
  await expect(page.getByText('Signed in as Ada Okafor').first()).toBeVisible()
})

test('the back button shows nothing of the accounts after signing out', async ({ page }) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await page.getByRole('link', { name: 'Operating' }).click()
  await expect(page.getByRole('region', { name: 'Balances' })).toBeVisible()
  await signOut(page, 'Yes, sign out')
  await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()

  // The question of the sign-in service is settled: it sends the browser on at once.
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()

  // The account, and the list before it, are asked for again, and nobody is signed in.
  for (const _ of ['account', 'list']) {
    await page.goBack({ waitUntil: 'commit' })
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  }
})

test('a copy of the cookie from before signs nobody in', async ({ page, context, browser }) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const cookies = await context.cookies(page.url())
  const thief = await browser.newContext({ baseURL: new URL(page.url()).origin })
  await thief.addCookies(cookies)
  expect((await thief.request.get('/auth/session')).status()).toBe(200)

  await signOut(page, 'Yes, sign out')
  await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()

  expect((await thief.request.get('/auth/session')).status()).toBe(401)
  const elsewhere = await thief.newPage()
  await elsewhere.goto(accountsOf.larkspur)
  await expect(elsewhere.getByLabel('Password')).toBeVisible()
  await thief.close()
})

test('two tabs may both sign out, the second before it has heard of the first', async ({
  page,
  context,
}) => {
  await signIn(page, people.ada)
  const other = await context.newPage()
  await other.addInitScript(() => {
    window.BroadcastChannel = class extends EventTarget {
      postMessage() {}
      close() {}
    } as unknown as typeof BroadcastChannel
  })
  await other.goto('/profile')
  await signOut(page, 'Yes, sign out')
  await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()

  await other.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click()

  await expect(other.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()
})

import type { Browser, BrowserContext, Page } from '@playwright/test'
import { barriers } from './barriers.ts'
import { expect, people, signIn, test } from './fixtures.ts'

// An app of their own, where nobody else has left a session.
test.use({ appEnv: { SESSION_IDLE_SECONDS: '1800' } })

const safari =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile/15E148 Safari/604.1'

const places = (page: Page) => page.getByRole('region', { name: 'Where you are signed in' })
const elsewhere = (page: Page) => page.getByRole('button', { name: 'Sign out everywhere else' })
const isSignedIn = async ({ request }: BrowserContext) =>
  (await request.get('/auth/session')).status() === 200

/** Another browser in which somebody is signed in. */
async function anotherBrowser(browser: Browser, baseURL: string, email: string) {
  const context = await browser.newContext({ baseURL, userAgent: safari })
  await signIn(await context.newPage(), email)
  return context
}

test('who is signed in nowhere else is told so', async ({ page }) => {
  await signIn(page, people.sam)
  await page.goto('/profile')

  await expect(places(page).getByRole('listitem')).toHaveCount(1)
  await expect(places(page)).toContainText('Chrome on Linux')
  await expect(places(page)).toContainText('You are signed in nowhere else.')
  await expect(elsewhere(page)).toBeHidden()
})

for (const [email, javaScriptEnabled] of [
  [people.ada, true],
  [people.ivy, false],
] as const) {
  test.describe(`with JavaScript ${javaScriptEnabled ? 'on' : 'off'}`, () => {
    test.use({ javaScriptEnabled })

    test("a person's other browsers are listed, and signed out at once", async ({
      page,
      browser,
      app,
      sandbox,
    }) => {
      const phone = await anotherBrowser(browser, app.url, email)
      const stranger = await anotherBrowser(browser, app.url, people.ben)
      await signIn(page, email)
      await page.goto('/profile')
      await expect(places(page).getByRole('listitem')).toHaveCount(2)
      await expect(places(page).getByRole('listitem').first()).toContainText('This browser')
      await expect(places(page).getByRole('listitem').last()).toContainText('Safari on iPhone')
      if (javaScriptEnabled) expect(await barriers(page)).toEqual([])
      const revoked = (await sandbox.counts()).revocation ?? 0

      await elsewhere(page).click()

      await expect(page.getByText('You are signed out everywhere else.')).toBeVisible()
      await expect(places(page).getByRole('listitem')).toHaveCount(1)
      expect(await isSignedIn(phone)).toBe(false)
      expect(await isSignedIn(stranger)).toBe(true)
      expect((await sandbox.counts()).revocation).toBe(revoked + 1)
      await Promise.all([phone.close(), stranger.close()])
    })
  })
}

test('another site ends nothing, and an address proves nothing', async ({ page, browser, app }) => {
  const phone = await anotherBrowser(browser, app.url, people.max)
  await signIn(page, people.max)

  const headers = { origin: 'https://evil.test' }
  const answer = await page.request.post('/auth/logout/elsewhere', { headers })
  expect(answer.status()).toBe(403)
  expect(await isSignedIn(phone)).toBe(true)

  await page.goto('/profile?elsewhere=ended')
  await expect(elsewhere(page)).toBeVisible()
  await expect(page.getByText('You are signed out everywhere else.')).toBeHidden()
  await phone.close()
})

import type { Locator, Page } from '@playwright/test'
import { barriers, narrow } from './barriers.ts'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import { accountsOf } from './institutions.ts'
import { watchViolations } from './violations.ts'

const warning = (page: Page): Locator => page.getByRole('region', { name: 'Your session' })
const stay = (page: Page): Locator => page.getByRole('button', { name: 'Stay signed in' })
const theEnd = (page: Page): Locator =>
  page.getByRole('heading', { name: 'Your session has ended' })

/** What `/auth/session` says from now on: a session with so much left. */
async function leave(page: Page, { idleMs = 90_000, absoluteMs = 3_600_000 } = {}): Promise<void> {
  await page.route('**/auth/session', async (route) => {
    const now = Date.now()
    const at = (ms: number) => new Date(now + ms).toISOString()
    await route.fulfill({
      headers: { date: new Date(now).toUTCString() },
      json: { idleExpiresAt: at(idleMs), absoluteExpiresAt: at(absoluteMs) },
    })
  })
}

/** Eighteen and a half minutes pass in the browser, over and over, until it is what it should be. */
async function timePasses(page: Page, until: () => Promise<unknown>): Promise<void> {
  await expect(async () => {
    await page.clock.fastForward('18:30')
    await until()
  }).toPass()
}

async function untilWarned(page: Page): Promise<void> {
  await timePasses(page, () => expect(warning(page)).toBeVisible({ timeout: 2_000 }))
}

test.beforeEach(async ({ page }) => {
  await page.clock.install()
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
})

test('a warning is for everybody, in light and dark, and on a narrow screen', async ({ page }) => {
  // Every second there is another page to judge.
  test.slow()
  const violations = await watchViolations(page)
  await page.reload()
  await leave(page)
  await untilWarned(page)

  await expect(warning(page)).toContainText(/You will be signed out at \d\d:\d\d, in 1 minute/)
  await expect(page.getByRole('alert').first()).toContainText(
    /^You will be signed out at \d\d:\d\d\./,
  )
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await barriers(page), 'light').toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(narrow)
  expect(await barriers(page), 'dark and narrow').toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width)
  expect(violations).toEqual([])
})

test('who is typing keeps the focus, and by staying loses nothing', async ({ page }) => {
  const field = page.getByLabel('Search', { exact: true })
  await field.fill('wre')
  await leave(page)
  await untilWarned(page)
  await expect(field).toBeFocused()

  await page.unroute('**/auth/session')
  await stay(page).click()

  await expect(warning(page)).toBeHidden()
  await expect(field).toBeFocused()
  await expect(field).toHaveValue('wre')
})

test('staying that does not work says so, and can be tried again', async ({ page }) => {
  await leave(page)
  await untilWarned(page)
  await page.route('**/auth/refresh', (route) => route.fulfill({ status: 503 }))
  await stay(page).click()
  await expect(page.getByText('That did not work. Please try again.')).toBeVisible()

  await page.unroute('**/auth/refresh')
  await page.unroute('**/auth/session')
  await stay(page).click()
  await expect(warning(page)).toBeHidden()
  await expect(page).toHaveURL(accountsOf.larkspur)
})

test('an end that nothing moves offers no way to stay', async ({ page }) => {
  await leave(page, { idleMs: 60_000, absoluteMs: 60_000 })
  await untilWarned(page)

  await expect(warning(page)).toContainText('has lasted as long as one may')
  await expect(stay(page)).toBeHidden()
  await expect(page.getByRole('button', { name: 'Sign out now' })).toBeVisible()
})

test('what is over is hidden while nobody can say so, and comes back if it is not', async ({
  page,
}) => {
  const account = page.getByRole('row').filter({ hasText: 'Operating' })
  await expect(account).toBeVisible()
  await page.route('**/auth/session', (route) => route.abort())
  const checking = page.getByText('Checking whether you are still signed in')
  await timePasses(page, () => expect(checking).toBeVisible({ timeout: 2_000 }))
  await expect(account).toBeHidden()

  await page.unroute('**/auth/session')
  await timePasses(page, () => expect(account).toBeVisible({ timeout: 2_000 }))
  await expect(checking).toBeHidden()
})

test('no warning is shown to who is at work in another tab', async ({ page }) => {
  await timePasses(page, () => page.waitForResponse('**/auth/session', { timeout: 2_000 }))

  // The server's clock has not moved: for it, the person was here a moment ago.
  await expect(page.getByRole('row').filter({ hasText: 'Operating' })).toBeVisible()
  await expect(warning(page)).toBeHidden()
})

test('signing out in one tab ends the others', async ({ page, context }) => {
  const other = await context.newPage()
  await other.goto('/profile')

  await page.getByText('Ada Okafor').first().click()
  await page.getByRole('button', { name: 'Sign out' }).click()

  await expect(theEnd(other)).toBeVisible()
  await expect(other.getByText('You signed out in another tab')).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Sign out?' })).toBeVisible()
})

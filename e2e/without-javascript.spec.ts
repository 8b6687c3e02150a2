import type { Locator, Page } from '@playwright/test'
import { enterOnPages, expect, people, signInOnPages, test } from './fixtures.ts'
import { accountsOf } from './institutions.ts'

// Slower than a page waits before it sends what it has: all that APIs bring is streamed after that.
test.use({ sandboxEnv: { SANDBOX_API_DELAY_MS: '400' } })

function account(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ hasText: name })
}

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('a person signs in with a second factor and sees an account', async ({ page }) => {
    await signInOnPages(page, people.mei)
    await expect(page.getByText('Signed in as Mei Tanaka').first()).toBeVisible()
    await enterOnPages(page, 'Juniper Credit Union')
    await expect(page).toHaveURL(accountsOf.juniper)
    await expect(account(page, 'Greenhouse Savings')).toContainText('15,432.00')

    await page.getByRole('link', { name: 'Greenhouse Savings' }).click()
    await expect(page.getByRole('heading', { name: 'Greenhouse Savings' })).toBeVisible()
    await expect(page.getByRole('region', { name: 'Available now' })).toContainText('15,432.00')
    await expect(page.getByRole('region', { name: 'Balances' })).toContainText('Interest rate')
    await expect(page.getByRole('region', { name: 'About this account' })).toContainText('Savings')
  })

  test('a person enters a second institution, sees the profile, and signs out', async ({
    page,
  }) => {
    await signInOnPages(page, people.ada)
    await enterOnPages(page, 'Juniper Credit Union')
    await page.getByRole('banner').getByText('Juniper Credit Union').click()
    await page.getByRole('link', { name: 'All institutions' }).click()
    await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()
    await page.getByRole('button', { name: 'Allow' }).click()
    await expect(account(page, 'Operating')).toContainText('12,910.44')

    await page.getByText('Ada Okafor').first().click()
    await page.getByRole('link', { name: 'Profile' }).click()
    await expect(page.getByRole('heading', { name: 'Profile' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Juniper Credit Union' })).toBeVisible()
    await expect(page.getByRole('link', { name: 'Larkspur Bank' })).toBeVisible()

    await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Yes, sign out' }).click()
    await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  })

  test('search and pages work, and nothing is left loading', async ({ page }) => {
    await signInOnPages(page, people.ada)
    await enterOnPages(page, 'Larkspur Bank')
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(page.getByText('26–41 of 41').first()).toBeVisible()

    await page.getByLabel('Search').fill('wren')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page).toHaveURL(/query=wren/)
    await expect(account(page, 'Operating')).toBeVisible()
    await expect(page.getByText('Loading…')).toBeHidden()
  })

  test('a refused page explains itself', async ({ page }) => {
    await signInOnPages(page, people.ivy)
    await enterOnPages(page, 'Harbor & Vale Trust')
    await expect(page.getByText('More consent would not help')).toBeVisible()
  })
})

test('with scripts, a skeleton holds the place of what is late, and gives it up', async ({
  page,
}) => {
  await signInOnPages(page, people.ada)
  await enterOnPages(page, 'Larkspur Bank')
  await expect(account(page, 'Operating')).toBeVisible()

  await page.addInitScript(noteSkeletons)
  await page.reload()
  await expect(account(page, 'Operating')).toBeVisible()
  expect(await page.evaluate(() => 'skeletonWasThere' in window)).toBe(true)
  await expect(page.getByText('Loading…')).toHaveCount(0)
  await expect(page.getByRole('main').getByRole('table')).toBeVisible()
})

test('with scripts, what is late moves little of what was there', async ({ page }) => {
  await signInOnPages(page, people.ada)
  await enterOnPages(page, 'Larkspur Bank')
  await page.setViewportSize({ width: 375, height: 667 })
  await page.addInitScript(noteShifts)

  const { larkspur } = accountsOf
  const form = `${larkspur}/larkspur-0001/edit/details`
  for (const address of ['/institutions', larkspur, `${larkspur}/larkspur-0001`, form]) {
    await page.goto(address)
    await expect(page.getByText('Loading…')).toHaveCount(0)
    // Two frames later whatever moved has been told.
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
    expect(await page.evaluate(() => Reflect.get(window, 'shifted')), address).toBeLessThan(0.03)
  }
})

/** Runs in the page. How much of it moved, and how far, as Web Vitals count it. */
function noteShifts(): void {
  Object.assign(window, { shifted: 0 })
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const shifted = Reflect.get(window, 'shifted') + Reflect.get(entry, 'value')
      Object.assign(window, { shifted })
    }
  }).observe({ type: 'layout-shift', buffered: true })
}

/** Runs in the page. A skeleton may be gone again before a test could look for it. */
function noteSkeletons(): void {
  const isSkeleton = (node: Node) =>
    node instanceof Element &&
    (node.matches('.skeleton') || node.querySelector('.skeleton') !== null)

  new MutationObserver((changes) => {
    if (changes.some(({ addedNodes }) => [...addedNodes].some(isSkeleton))) {
      Object.assign(window, { skeletonWasThere: true })
    }
  }).observe(document, { childList: true, subtree: true })
}

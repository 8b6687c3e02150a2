import type { Page } from '@playwright/test'
import { enter, expect, people, signIn, test } from './fixtures.ts'

test.use({ appEnv: { SESSION_IDLE_SECONDS: '16' } })

const warning = (page: Page) => page.getByRole('region', { name: 'Your session' })
const theEnd = (page: Page) => page.getByRole('heading', { name: 'Your session has ended' })

test('tabs warn together, stay together, and end together', async ({ page, context }) => {
  // It waits for a warning and for an end.
  test.slow()
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const other = await context.newPage()
  await other.goto('/profile')
  await expect(warning(page)).toBeVisible()
  await expect(warning(other)).toBeVisible()

  await page.getByRole('button', { name: 'Stay signed in' }).click()
  await expect(warning(page)).toBeHidden()
  await expect(warning(other)).toBeHidden()

  await expect(theEnd(page)).toBeVisible({ timeout: 25_000 })
  await expect(theEnd(other)).toBeVisible()
  await expect(page.getByText('after 16 seconds without activity')).toBeVisible()
  expect((await page.request.get('/auth/session')).status()).toBe(401)

  // What was shown before is asked for anew, and nobody is signed in.
  await context.clearCookies({ domain: '127.0.0.1' })
  await page.goBack({ waitUntil: 'commit' })
  await expect(page.getByText('Operating')).toBeHidden()
  await page.goForward()
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await expect(page.getByLabel('Password')).toBeVisible()
})

test.describe('without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('a page says when one is signed out', async ({ page }) => {
    await signIn(page, people.ada)
    const said = page.getByText('Without activity you will be signed out at')
    await expect(said).toBeVisible()
    const at = await said.locator('time').getAttribute('datetime')
    expect(Date.parse(at ?? '') - Date.now()).toBeLessThanOrEqual(16_000)
  })
})

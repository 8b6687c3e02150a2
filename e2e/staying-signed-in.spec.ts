import type { Page, Request } from '@playwright/test'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import { accountsOf } from './institutions.ts'
import { untilTokensEnd } from './tokens.ts'

test.use({ sandboxEnv: { SANDBOX_ACCESS_TOKEN_SECONDS: '2' } })

/** The router asks for a page by itself, and loads no document. */
function softNavigation(page: Page): Promise<Request> {
  return page.waitForRequest((request) => request.headers().rsc !== undefined)
}

test('a person goes on past the end of an access token without noticing', async ({
  page,
  sandbox,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const before = (await sandbox.counts())['token:refresh_token'] ?? 0
  const visited: string[] = []
  page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).origin))

  await untilTokensEnd(page)
  await page.reload()
  await expect(page.getByRole('row').filter({ hasText: 'Operating' })).toBeVisible()
  await untilTokensEnd(page)
  await page.getByRole('link', { name: 'Operating' }).click()
  await expect(page.getByRole('region', { name: 'Balances' })).toContainText('12,910.44')

  const after = (await sandbox.counts())['token:refresh_token'] ?? 0
  expect(after - before).toBe(2)
  expect(new Set(visited)).toEqual(new Set([new URL(page.url()).origin]))
})

test('a link onto a page whose token has expired leads to that page', async ({ page }) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await untilTokensEnd(page)

  const soft = softNavigation(page)
  await page.getByRole('link', { name: 'Operating' }).click()
  await soft

  await expect(page.getByRole('heading', { name: 'Operating' })).toBeVisible()
  await expect(page.getByRole('region', { name: 'Balances' })).toContainText('12,910.44')
})

test('a link onto a page whose grant is missing leads to the sign-in, not to a blank page', async ({
  page,
  context,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await context.clearCookies()

  const soft = softNavigation(page)
  await page.getByRole('link', { name: 'Operating' }).click()
  await soft

  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(page.getByLabel('Password')).toBeVisible()
})

test('a link onto an institution that is no longer entered asks for it anew', async ({
  page,
  context,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await enter(page, 'Juniper Credit Union')

  // Elsewhere in this browser the session ends and another begins, which entered nothing yet.
  await context.clearCookies()
  await signIn(await context.newPage(), people.ada)
  const soft = softNavigation(page)
  await page.getByRole('banner').getByText('Juniper Credit Union').click()
  await page.getByRole('link', { name: 'Larkspur Bank' }).click()
  await soft

  await expect(page.getByText('asks for access to Larkspur Bank')).toBeVisible()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page).toHaveURL(accountsOf.larkspur)
  await expect(page.getByRole('row').filter({ hasText: 'Operating' })).toBeVisible()
})

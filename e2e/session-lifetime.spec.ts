import type { Page } from '@playwright/test'
import { answerSandbox, expect, people, signIn, test } from './fixtures.ts'
import { accountsOf } from './institutions.ts'

test.use({ appEnv: { SESSION_IDLE_SECONDS: '4', SESSION_ABSOLUTE_SECONDS: '12' } })

/** What the app says about the session; asking is no activity. */
async function session(page: Page) {
  const answer = await page.request.get('/auth/session')
  const { idleExpiresAt, absoluteExpiresAt } = await answer.json()
  return {
    isOver: answer.status() === 401,
    idleExpiresAt: Date.parse(idleExpiresAt),
    absoluteExpiresAt: Date.parse(absoluteExpiresAt),
  }
}

test('a session left alone asks to sign in again, and comes back to the page asked for', async ({
  page,
  context,
}) => {
  const asked = `${accountsOf.larkspur}?query=wren`
  await page.goto(asked)
  await answerSandbox(page, people.ada)
  await expect(page).toHaveURL(asked)
  const { idleExpiresAt, absoluteExpiresAt } = await session(page)
  expect(idleExpiresAt).toBeLessThan(absoluteExpiresAt)

  await expect.poll(async () => (await session(page)).isOver).toBe(true)
  expect(Date.now()).toBeLessThan(absoluteExpiresAt)
  // The session at the sign-in service would let the person in again without a word.
  await context.clearCookies({ domain: '127.0.0.1' })
  await expect(page.getByRole('heading', { name: 'Your session has ended' })).toBeVisible()
  await page.getByRole('link', { name: 'Sign in again' }).click()
  await answerSandbox(page, people.ada)
  await page.getByRole('button', { name: 'Allow' }).click()

  await expect(page).toHaveURL(asked)
  await expect(page.getByRole('row').filter({ hasText: 'Operating' })).toBeVisible()
})

test('a session in use lives past the idle time, and ends at its absolute end', async ({
  page,
}) => {
  await signIn(page, people.ada)
  const { idleExpiresAt, absoluteExpiresAt } = await session(page)

  const use = async () => {
    await page.request.get('/institutions', { maxRedirects: 0 })
    return (await session(page)).isOver
  }
  await expect.poll(use, { intervals: [200], timeout: 20_000 }).toBe(true)

  expect(Date.now()).toBeGreaterThan(idleExpiresAt)
  expect(Date.now()).toBeGreaterThanOrEqual(absoluteExpiresAt)
})

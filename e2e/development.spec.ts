import { expect, test } from '@playwright/test'
import { startApp } from './harness.ts'
import { startScriptedIssuer } from './scripted-issuer.ts'
import { watchViolations } from './violations.ts'

// Compiling a page at its first visit takes a while.
test.setTimeout(180_000)

test('in development, too, every page stays within its policy', async ({ page }) => {
  const issuer = await startScriptedIssuer()
  const app = await startApp({
    command: ['node_modules/next/dist/bin/next', 'dev'],
    env: {
      NODE_ENV: 'development',
      // Marked as read already: the files of whoever develops here are not for tests.
      __NEXT_PROCESSED_ENV: 'true',
      ...issuer.clientEnv,
    },
  })
  const violations = await watchViolations(page)
  page.setDefaultTimeout(60_000)

  try {
    await page.goto(app.url)
    await page.getByLabel('Work e-mail').fill('ada@example.test')
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()
    await page.getByRole('link', { name: 'Operating' }).click()
    await page.getByRole('heading', { name: 'Available now' }).waitFor()
    expect(violations).toEqual([])
  } finally {
    await app.stop()
    await issuer.close()
  }
})

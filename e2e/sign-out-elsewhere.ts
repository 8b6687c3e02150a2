import { expect, type Page } from '@playwright/test'

/** Signs out at a server itself, where this app learns of it by the server only. */
export async function signOutAt(page: Page, issuer: string): Promise<void> {
  await page.goto(`${issuer}/session/end`)
  await page.getByRole('button', { name: 'Yes, sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
}

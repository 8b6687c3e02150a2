import { expect, type Page } from '@playwright/test'

/** Until every access token of the session has ended. */
export async function untilTokensEnd(page: Page): Promise<void> {
  const { institutions } = await (await page.request.get('/auth/session')).json()
  const ends = institutions.map((grant: { accessTokenExpiresAt: string }) =>
    Date.parse(grant.accessTokenExpiresAt),
  )
  await expect.poll(() => Date.now()).toBeGreaterThan(Math.max(...ends))
}

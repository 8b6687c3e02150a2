import type { Page } from '@playwright/test'
import { alwaysAsked, watchAuthorizationRequests } from './authorization-requests.ts'
import {
  answerSandbox,
  enter,
  enterOnPages,
  expect,
  people,
  signIn,
  signInOnPages,
  test,
} from './fixtures.ts'
import { accountsOf, larkspur } from './institutions.ts'
import { untilTokensEnd } from './tokens.ts'

const signInScope = 'openid profile email offline_access'
const institutionScope = `${signInScope} https://jackhenry.com/account-services/accounts.read`

/** How a reading asks for an institution: by which client, and with which parameter. */
type Asking = (slug: 'larkspur' | 'juniper') => Readonly<Record<string, string>>

/**
 * What employees do in their institutions is the same, whatever way an institution is asked for.
 *
 * @param reading what the picker calls this way, for the engineer who set it up
 */
export function employeeJourneys(reading: string, asking: Asking): void {
  // Shorter than it takes to look around: every page is past the end of a token.
  test.use({ sandboxEnv: { SANDBOX_ACCESS_TOKEN_SECONDS: '2' } })

  test('the server is asked for a sign-in and for each institution as this reading says', async ({
    page,
    context,
    app,
    sandbox,
  }) => {
    const asked = watchAuthorizationRequests(context)
    await signInOnPages(page, people.ada)
    await enterOnPages(page, 'Larkspur Bank')
    await enterOnPages(page, 'Juniper Credit Union')

    const always = {
      at: `${sandbox.url}/a/oidc-provider/api/v0/auth`,
      ...alwaysAsked(app.url),
    }
    expect(asked).toEqual([
      { ...always, client_id: 'foyer', scope: signInScope, login_hint: people.ada },
      { ...always, ...asking('larkspur'), scope: institutionScope },
      { ...always, ...asking('juniper'), scope: institutionScope },
    ])
  })

  test('the picker says how institutions are told apart', async ({ page }) => {
    await signIn(page, people.ada)
    await page.getByText('How institutions are chosen here').click()

    await expect(page.getByRole('heading', { name: reading })).toBeVisible()
  })

  test('two institutions in two tabs outlive their tokens, and end together at the sign-out', async ({
    page,
    context,
    sandbox,
  }) => {
    await signIn(page, people.ada)
    await enter(page, 'Larkspur Bank')
    const other = await context.newPage()
    await enter(other, 'Juniper Credit Union')

    await untilTokensEnd(page)
    const before = (await sandbox.requests()).length
    await page.reload()
    await other.reload()
    await expect(page).toHaveTitle(/Larkspur Bank/)
    await expect(account(page, 'Operating')).toContainText('12,910.44')
    await expect(other).toHaveTitle(/Juniper Credit Union/)
    await expect(account(other, 'Greenhouse Savings')).toBeVisible()
    const renewed = (await sandbox.requests())
      .slice(before)
      .filter(({ kind }) => kind === 'token:refresh_token')
      .map(({ clientId }) => clientId)
    expect(renewed).toEqual([asking('larkspur').client_id, asking('juniper').client_id])

    await page.getByRole('banner').getByText('Ada Okafor').first().click()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Yes, sign out' }).click()
    await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()
    await expect(other.getByRole('heading', { name: 'Your session has ended' })).toBeVisible()
    await other.goto(accountsOf.juniper)
    await expect(other.getByLabel('Password')).toBeVisible()
  })

  test('a membership that ends shuts one institution, and leaves the other as it was', async ({
    page,
    context,
    sandbox,
  }) => {
    await signIn(page, people.ada)
    await enter(page, 'Larkspur Bank')
    const other = await context.newPage()
    await enter(other, 'Juniper Credit Union')

    await sandbox.order({
      membership: { email: people.ada, institutionId: larkspur, permission: null },
    })
    try {
      await page.reload()
      await expect(page.getByText('You are not permitted to see this')).toBeVisible()
      await expect(account(page, 'Operating')).toBeHidden()
      await page.getByRole('link', { name: 'Choose an institution' }).click()
      await expect(page).toHaveURL('/institutions')

      await other.reload()
      await expect(account(other, 'Greenhouse Savings')).toBeVisible()
    } finally {
      await sandbox.order({ reset: true })
    }
  })

  test('somebody else at the sign-in page leaves the first person where they were', async ({
    page,
  }) => {
    await signIn(page, people.ada)
    await enter(page, 'Juniper Credit Union')

    await page.goto(`/auth/authorize?institutionId=${larkspur}&account=other`)
    await answerSandbox(page, people.sam)

    await expect(page.getByRole('heading', { name: 'Someone else signed in' })).toBeVisible()
    await page.goto(accountsOf.juniper)
    await expect(page.getByRole('banner')).toContainText('Ada Okafor')
    await expect(account(page, 'Greenhouse Savings')).toBeVisible()
  })
}

function account(page: Page, name: string) {
  return page.getByRole('row').filter({ hasText: name })
}

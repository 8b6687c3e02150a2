import type { Locator, Page } from '@playwright/test'
import { answerSandbox, enter, expect, people, signIn, test } from './fixtures.ts'
import { accountsOf, larkspur } from './institutions.ts'

/** One line of the list of accounts. */
function account(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ hasText: name })
}

/** A part of a page that a person finds by its heading. */
function section(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true })
}

function header(page: Page): Locator {
  return page.getByRole('banner')
}

test('choosing an institution asks for consent and shows its accounts with balances', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()

  await expect(page.getByRole('heading', { name: 'Allow Foyer?' })).toBeVisible()
  await expect(page.getByText('asks for access to Larkspur Bank')).toBeVisible()
  await page.getByRole('button', { name: 'Allow' }).click()

  await expect(page).toHaveURL(accountsOf.larkspur)
  await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible()
  await expect(account(page, 'Operating')).toContainText('12,910.44')
  await expect(account(page, 'Operating')).toContainText('12,408.11')
  await expect(account(page, 'Overdrawn example')).toContainText('−214.07')
  await expect(account(page, 'Balance not listed')).toContainText('not available')
})

test('opening an account shows what it is, what it holds, and what may be spent', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await page.getByRole('link', { name: 'Operating' }).click()

  await expect(page.getByRole('heading', { level: 1, name: 'Operating' })).toBeVisible()
  await expect(section(page, 'Available now')).toContainText('12,408.11')
  await expect(section(page, 'Balances')).toContainText('12,910.44')
  await expect(section(page, 'Balances')).toContainText('502.33')
  await expect(section(page, 'About this account')).toContainText('Wren Bakery')
  await expect(section(page, 'About this account')).toContainText('Checking')
})

test('a person goes back and chooses another institution', async ({ page }) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await page.getByRole('link', { name: 'Operating' }).click()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await expect(page).toHaveURL(accountsOf.larkspur)
  await page.goBack()
  await page.goBack()
  await expect(account(page, 'Overdrawn example')).toBeVisible()

  await header(page).getByText('Larkspur Bank').click()
  await page.getByRole('link', { name: 'All institutions' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Larkspur Bank' })).toContainText(
    'Entered',
  )
  await page.getByRole('link', { name: 'Enter Juniper Credit Union' }).click()
  await expect(page.getByText('asks for access to Juniper Credit Union')).toBeVisible()
  await page.getByRole('button', { name: 'Allow' }).click()

  await expect(page).toHaveURL(accountsOf.juniper)
  await expect(account(page, 'Greenhouse Savings')).toBeVisible()
  await expect(account(page, 'Overdrawn example')).toBeHidden()
})

test('two tabs show two institutions, and each its own after a reload', async ({
  page,
  context,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const other = await context.newPage()
  await enter(other, 'Juniper Credit Union')

  for (const tab of [page, other]) await tab.reload()

  await expect(page).toHaveURL(accountsOf.larkspur)
  await expect(page).toHaveTitle(/Larkspur Bank/)
  await expect(account(page, 'Operating')).toBeVisible()
  await expect(other).toHaveURL(accountsOf.juniper)
  await expect(other).toHaveTitle(/Juniper Credit Union/)
  await expect(account(other, 'Greenhouse Savings')).toBeVisible()
})

test('the header names the institution of the address, and leads to the other one', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await enter(page, 'Juniper Credit Union')

  await header(page).getByText('Juniper Credit Union').click()
  await header(page).getByRole('link', { name: 'Larkspur Bank' }).click()

  await expect(page).toHaveURL(accountsOf.larkspur)
  await expect(header(page).getByText('Larkspur Bank')).toBeVisible()
  await expect(account(page, 'Operating')).toBeVisible()
  await header(page).getByText('Larkspur Bank').click()
  await expect(header(page).getByRole('link', { name: 'Juniper Credit Union' })).toBeVisible()
})

test('a shared link leads a signed-out person through the sign-in to exactly that page', async ({
  page,
}) => {
  await page.goto(`${accountsOf.larkspur}?status=Closed`)
  await answerSandbox(page, people.ada)

  await expect(page).toHaveURL(`${accountsOf.larkspur}?status=Closed`)
  await expect(page.getByLabel('Status')).toHaveValue('Closed')
  await expect(account(page, 'Paid off')).toBeVisible()
  await expect(account(page, 'Operating')).toBeHidden()
})

test('what is searched for is part of the address, and can be cleared', async ({ page }) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')

  await page.getByLabel('Search').fill('wren')
  await page.getByLabel('Status').selectOption('Active')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(`${accountsOf.larkspur}?query=wren&status=Active`)
  await expect(account(page, 'Operating')).toBeVisible()
  await expect(account(page, 'Tobias Krane')).toBeHidden()
  await page.reload()
  await expect(page.getByLabel('Search')).toHaveValue('wren')

  await page.getByLabel('Search').fill('no such thing')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(
    page.getByText('No account matches “no such thing” with status Active'),
  ).toBeVisible()

  await page.getByRole('link', { name: 'Clear search' }).click()
  await expect(page).toHaveURL(accountsOf.larkspur)
  await expect(page.getByLabel('Search')).toHaveValue('')
  await expect(account(page, 'Tobias Krane').first()).toBeVisible()
})

test('the page of a long list is part of the address', async ({ page }) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const pages = page.getByRole('navigation', { name: 'Pages' })
  await expect(pages).toContainText('1–25 of 41')

  await pages.getByRole('link', { name: 'Next' }).click()
  await expect(page).toHaveURL(`${accountsOf.larkspur}?offset=25`)
  await expect(pages).toContainText('26–41 of 41')
  await expect(account(page, 'Operating')).toBeHidden()
  await page.reload()
  await expect(pages).toContainText('26–41 of 41')
  await expect(pages.getByRole('link', { name: 'Next' })).toBeHidden()

  await page.goBack()
  await expect(pages).toContainText('1–25 of 41')
  await expect(account(page, 'Operating')).toBeVisible()
})

test('somebody else who enters an institution leaves the first person signed in', async ({
  page,
}) => {
  await signIn(page, people.ada)
  const before = await (await page.request.get('/auth/session')).json()

  await page.goto(`/auth/authorize?institutionId=${larkspur}&account=other`)
  await answerSandbox(page, people.ben)

  await expect(page.getByRole('heading', { name: 'Someone else signed in' })).toBeVisible()
  expect(await (await page.request.get('/auth/session')).json()).toEqual(before)
  await page.getByRole('link', { name: 'Choose an institution' }).click()
  await expect(page.getByText('Signed in as Ada Okafor').first()).toBeVisible()
})

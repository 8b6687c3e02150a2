import type { Locator, Page } from '@playwright/test'
import { barriers, narrow } from './barriers.ts'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import { watchViolations } from './violations.ts'

// The picker of somebody who may enter 5,000 institutions, as the resource API lists them.

test.use({
  sandboxEnv: { SANDBOX_INSTITUTIONS: '5000' },
  contextOptions: { reducedMotion: 'reduce' },
})

function choice(page: Page, name: string): Locator {
  return page.getByRole('main').getByRole('listitem').filter({ hasText: name })
}

test.afterEach(({ sandbox }) => sandbox.order({ directory: 'ok' }))

test('the list follows what is typed, says how many there are, and leaves the typing alone', async ({
  page,
}) => {
  const violations = await watchViolations(page)
  await signIn(page, people.max)
  const search = page.getByLabel('Search')
  await search.focus()

  await page.keyboard.type('EGALITE', { delay: 20 })
  await expect(page).toHaveURL('/institutions?query=EGALITE')
  await expect(choice(page, 'Égalité Coopérative')).toBeVisible()
  await expect(page.getByRole('status')).toHaveText('1 of 5000 matches “EGALITE”.')
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(1)
  await expect(search).toBeFocused()

  await page.keyboard.type('zzz', { delay: 20 })
  await expect(page.getByRole('status')).toHaveText('No institution matches “EGALITEzzz”.')
  await search.fill('')
  await expect(page).toHaveURL('/institutions')
  await expect(page.getByText('1–25 of 5000')).toBeVisible()
  await expect(search).toBeFocused()
  expect(violations).toEqual([])
})

test('Enter searches at once, and the keyboard leads on to what was found', async ({ page }) => {
  await signIn(page, people.max)
  await page.getByLabel('Search').fill('juniper credit')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('status')).toContainText('1 of 5000')

  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Enter Juniper Credit Union' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('asks for access to Juniper Credit Union')).toBeVisible()
})

test('the pages of a long list lead through it, and can be kept', async ({ page }) => {
  await signIn(page, people.max)
  const pages = page.getByRole('navigation', { name: 'Pages' })
  await expect(pages).toContainText('1–25 of 5000')

  await pages.getByRole('link', { name: 'Next' }).click()
  await expect(page).toHaveURL('/institutions?offset=25')
  await expect(pages).toContainText('26–50 of 5000')
  await expect(page.getByRole('link', { name: /^Enter / })).toHaveCount(25)

  await page.goto('/institutions?offset=90000')
  await page.getByRole('link', { name: 'Go to the first page' }).click()
  await expect(page).toHaveURL('/institutions')
})

test('what was entered stands above a long list, and leads straight to its accounts', async ({
  page,
}) => {
  await signIn(page, people.max)
  await enter(page, 'Harbor & Vale Trust')

  await page.goto('/institutions')
  await page
    .getByRole('region', { name: 'Entered before' })
    .getByRole('link', { name: 'Harbor & Vale Trust' })
    .click()
  await expect(page).toHaveTitle(/Accounts · Harbor & Vale Trust/)
})

test('a name is text and nothing else, in whatever direction it is written', async ({ page }) => {
  await signIn(page, people.max)

  await expect(page.getByText('<b>Tom & "Sons"</b> Savings').first()).toBeVisible()
  await expect(page.locator('bdi', { hasText: 'بنك الواحة الأهلي' }).first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Enter Larkspur Bank', exact: true })).toHaveCount(3)
  await expect(choice(page, 'Larkspur Bank').getByText(/^[0-9a-f]{8}-/)).toHaveCount(3)
  await page.setViewportSize(narrow)
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width)
})

for (const [what, address, fault] of [
  ['a search that is too long', `?query=${'x'.repeat(101)}`, 'Use at most 100 characters.'],
  ['two searches', '?query=a&query=b', 'Search for one name only.'],
  ['a search with a line break', '?query=a%0Ab', 'Leave out tabs, line breaks'],
  ['a page before the first', '?offset=-25', 'There is no such page of the list.'],
  ['a page beyond all lists', '?offset=9999999', 'There is no such page of the list.'],
] as const) {
  test(`${what} is a bad request, says so, and asks nobody`, async ({ page, sandbox }) => {
    await signIn(page, people.max)
    const before = await sandbox.counts()

    const answer = await page.goto(`/institutions${address}`)

    expect(answer?.status()).toBe(400)
    await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
    await expect(page.getByRole('main').getByRole('alert')).toContainText(fault)
    await expect(page.getByLabel('Search')).toBeVisible()
    expect(await sandbox.counts()).toEqual(before)
    expect(await barriers(page)).toEqual([])
  })
}

test('a directory that is down is explained, and what was entered is still offered', async ({
  page,
  sandbox,
}) => {
  await signIn(page, people.max)
  await enter(page, 'Juniper Credit Union')
  await sandbox.order({ directory: 'down' })

  await page.goto('/institutions?query=bank')

  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'The data could not be fetched',
  )
  await expect(page.getByRole('link', { name: 'Try again' })).toHaveAttribute(
    'href',
    '/institutions?query=bank',
  )
  expect(await barriers(page)).toEqual([])
  const main = page.getByRole('main')
  await main.getByRole('link', { name: 'Juniper Credit Union' }).click()
  await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible()
})

test('while a directory is slow, what was entered is offered', async ({ page, sandbox }) => {
  await signIn(page, people.max)
  await enter(page, 'Juniper Credit Union')
  await sandbox.order({ directory: 'slow' })

  await page.goto('/institutions', { waitUntil: 'commit' })
  await expect(page.getByText('Loading…')).toBeAttached()
  const main = page.getByRole('main')
  await expect(main.getByRole('link', { name: 'Juniper Credit Union' })).toBeVisible()
  await expect(page.getByRole('main').getByRole('alert')).toContainText(
    'The data could not be fetched',
    {
      timeout: 20_000,
    },
  )
  await expect(main.getByRole('link', { name: 'Juniper Credit Union' })).toBeVisible()
})

test('an institution that is listed twice is shown once, and an id that is none is not', async ({
  page,
  sandbox,
  app,
}) => {
  await signIn(page, people.ada)
  await sandbox.order({ directory: 'duplicates' })

  await page.goto('/institutions')

  await expect(page.getByRole('link', { name: /^Enter / })).toHaveCount(3)
  await expect.poll(app.logs).toContain('"event":"directory-fault","malformed":1')
})

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false })

  test('a long list is searched by a form, and has pages', async ({ page }) => {
    await signIn(page, people.max)
    await page.getByRole('link', { name: 'Next' }).click()
    await expect(page.getByText('26–50 of 5000')).toBeVisible()

    await page.getByLabel('Search').fill('juniper credit')
    await page.getByRole('button', { name: 'Search' }).click()
    await expect(page).toHaveURL('/institutions?query=juniper+credit')
    await expect(page.getByText('1 of 5000 matches “juniper credit”.')).toBeVisible()
    await expect(page.getByLabel('Search')).toHaveValue('juniper credit')
    await expect(page.getByRole('link', { name: /^Enter / })).toHaveCount(1)
  })

  test('few are not searched, and none is explained', async ({ page }) => {
    await signIn(page, people.ada)
    await expect(page.getByRole('link', { name: /^Enter / })).toHaveCount(3)
    await expect(page.getByLabel('Search')).toBeHidden()
  })
})

test('a long list is for everybody, in light and dark, and on a narrow screen', async ({
  page,
}) => {
  const violations = await watchViolations(page)
  await signIn(page, people.max)
  await page.getByText('How institutions are chosen here').click()
  await expect(page.getByText('One client for all, and a parameter of the request')).toBeVisible()

  expect(await barriers(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(narrow)
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width)
  expect(violations).toEqual([])
})

test('the only one to pick is still a choice', async ({ page }) => {
  await signIn(page, people.ben)
  await expect(page.getByRole('link', { name: /^Enter / })).toHaveCount(1)
  await expect(page.getByLabel('Search')).toBeHidden()
})

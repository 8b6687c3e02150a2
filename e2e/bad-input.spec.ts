import type { Page } from '@playwright/test'
import { barriers, narrow } from './barriers.ts'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import type { Sandbox } from './harness.ts'
import { accountsOf } from './institutions.ts'

// Addresses that ask for what makes no sense: the page says so with its status, and no API is asked.

// Colours are judged as they are, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const accounts = accountsOf.larkspur

async function apiCalls(sandbox: Sandbox): Promise<number> {
  const counts = Object.entries(await sandbox.counts())
  return counts.reduce((sum, [kind, count]) => sum + (kind.startsWith('api:') ? count : 0), 0)
}

const summary = (page: Page) => page.getByRole('main').getByRole('alert')

/** Opens an address as a person does, and answers its status and how many calls of the API it cost. */
async function open(page: Page, sandbox: Sandbox, address: string) {
  const before = await apiCalls(sandbox)
  const response = await page.goto(address)
  return { status: response?.status(), calls: (await apiCalls(sandbox)) - before }
}

test('a good address answers 200 and asks the API', async ({ page, sandbox }) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')

  expect(await open(page, sandbox, `${accounts}?query=wren`)).toEqual({ status: 200, calls: 1 })
  expect((await open(page, sandbox, `${accounts}/larkspur-0001`)).status).toBe(200)
})

test('a search that makes no sense answers 400, says why at its field, and asks no API', async ({
  page,
  sandbox,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const long = 'x'.repeat(101)

  for (const [query, words, field] of [
    [`query=${long}`, 'Use at most 100 characters.', 'Search'],
    ['query=a&query=b', 'Search for one text only.', 'Search'],
    ['query=a%00b', 'Leave out tabs', 'Search'],
    ['status=Sleeping', 'Choose a status from the list.', 'Status'],
  ] as const) {
    expect(await open(page, sandbox, `${accounts}?${query}`), query).toEqual({
      status: 400,
      calls: 0,
    })
    await expect(summary(page).getByRole('link', { name: words })).toBeVisible()
    await expect(page.getByLabel(field)).toHaveAccessibleDescription(new RegExp(words))
    await expect(page.getByLabel(field)).toHaveAttribute('aria-invalid', 'true')
  }
  for (const offset of ['-1', '2.5', '1e3', '99999999', 'two', '25&offset=50']) {
    expect(await open(page, sandbox, `${accounts}?offset=${offset}`), offset).toEqual({
      status: 400,
      calls: 0,
    })
  }

  await summary(page).getByRole('link').click()
  await expect(page).toHaveURL(accounts)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
})

test('what was typed stays, the summary has the focus, and its link leads to the field', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const long = `wren ${'x'.repeat(100)}`
  await page.goto(`${accounts}?query=${encodeURIComponent(long)}&status=Active`)

  await expect(summary(page)).toBeFocused()
  await expect(page.getByLabel('Search')).toHaveValue(long)
  await expect(page.getByLabel('Status')).toHaveValue('Active')
  await summary(page).getByRole('link').click()
  await expect(page.getByLabel('Search')).toBeFocused()
  expect(await barriers(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(narrow)
  expect(await barriers(page)).toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width)

  await page.getByLabel('Search').fill('wren')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page.getByRole('row').filter({ hasText: 'Operating' })).toBeVisible()
})

test('an id that could be no account answers 404, and no API is asked', async ({
  page,
  sandbox,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')

  for (const id of ['a%00b', '..%2fusers', '%252e%252e', 'a%5cb', 'a%20b', 'x'.repeat(129)]) {
    for (const below of ['', '/edit/name']) {
      const address = `${accounts}/${id}${below}`
      expect(await open(page, sandbox, address), address).toEqual({ status: 404, calls: 0 })
      await expect(
        page.getByRole('heading', { name: 'There is no such account here' }),
      ).toBeVisible()
    }
  }
  expect(await barriers(page)).toEqual([])
})

test('a form that is none of ours answers 404, and so does saving one by its address', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')

  for (const part of ['balance', 'constructor', '__proto__']) {
    const response = await page.goto(`${accounts}/larkspur-0001/edit/${part}`)
    expect(response?.status()).toBe(404)
  }
  const address = `${accounts}/larkspur-0001/edit/name/save`
  expect((await page.request.get(address)).status()).toBe(405)
})

test('who is not signed in is sent to sign in, whatever the address', async ({ page }) => {
  await page.goto(`${accounts}?offset=-1`)
  await expect(page.getByLabel('Password')).toBeVisible()
})

import { startBetween } from './api-between.ts'
import { barriers, narrow } from './barriers.ts'
import { notice, openForm, save, saveWithConsent, summary } from './editing.ts'
import { expect, test } from './fixtures.ts'

// What happens to a change on its way: it is never sent again by itself, and what was typed stays.

const between = await startBetween()
test.use({
  appEnv: { API_URL: `${between.url}/api` },
  // Colours are judged as they are, not on their way from light to dark.
  contextOptions: { reducedMotion: 'reduce' },
})

test.beforeEach(async ({ page, sandbox }) => {
  between.leadTo(sandbox.url)
  await openForm(page, 'Operating', 'Change the details')
  await saveWithConsent(page)
  await page.getByRole('link', { name: 'Change the details' }).click()
  between.changes.length = 0
})

test.afterEach('whatever a page shows is for everybody', async ({ page }) => {
  expect(await barriers(page), 'light').toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(narrow)
  expect(await barriers(page), 'dark and narrow').toEqual([])
})

test('a token that is refused is renewed, and the person saves again', async ({
  page,
  sandbox,
}) => {
  await page.getByLabel('Customer').fill('Wren Bakery and Sons')
  const before = (await sandbox.counts())['token:refresh_token'] ?? 0
  between.next('token-refused')
  await save(page)

  await expect(notice(page)).toContainText('Your access had to be renewed')
  await expect(page.getByLabel('Customer')).toHaveValue('Wren Bakery and Sons')
  expect((await sandbox.counts())['token:refresh_token']).toBe(before + 1)
  expect(between.changes).toEqual(['PUT'])

  await save(page)
  await expect(notice(page)).toContainText('Saved')
  expect(between.changes).toEqual(['PUT', 'PUT'])
})

test('when an answer is lost, nobody claims to know, and what is there now is shown', async ({
  page,
}) => {
  await page.getByLabel('Customer').fill('Wren Bakery, perhaps')
  between.next('answer-lost')
  await save(page)

  await expect(summary(page)).toContainText('This may or may not have been saved')
  await expect(summary(page)).toContainText('Customer: “Wren Bakery, perhaps”')
  await page.reload()
  expect(between.changes).toEqual(['PUT'])
})

test('when the API has a fault, what is there now is shown, and what was typed stays', async ({
  page,
}) => {
  await page.getByLabel('Customer').fill('Wren Bakery, never')
  between.next('fault')
  await save(page)

  await expect(summary(page)).toContainText('This may or may not have been saved')
  await expect(summary(page)).not.toContainText('never')
  await expect(page.getByLabel('Customer')).toHaveValue('Wren Bakery, never')
  expect(between.changes).toEqual(['PUT'])

  await save(page)
  await expect(notice(page)).toContainText('Saved')
})

test('when the account cannot be looked at first, nothing is sent, and what was typed stays', async ({
  page,
}) => {
  await page.getByLabel('Customer').fill('Wren Bakery, later')
  between.next('look-fails')
  await save(page)

  await expect(page).toHaveURL(/\/problem\/api-unavailable/)
  expect(between.changes).toEqual([])
  await page.getByRole('link', { name: 'Back to what you typed' }).click()
  await expect(notice(page)).toContainText('Nothing is saved yet')
  await expect(page.getByLabel('Customer')).toHaveValue('Wren Bakery, later')

  await save(page)
  await expect(notice(page)).toContainText('Saved')
})

test('two tabs that show one form do not take the text of one for that of the other', async ({
  page,
}) => {
  await page.getByLabel('Customer').fill('')
  await save(page)
  await expect(summary(page)).toContainText('Nothing is saved yet')
  const other = await page.context().newPage()
  await other.goto(page.url())

  await page.getByLabel('Customer').fill('Wren Bakery, one')
  await save(page)
  await expect(notice(page)).toContainText('Saved')
  await other.getByLabel('Customer').fill('Wren Bakery, other')
  await save(other)

  await expect(summary(other)).toContainText('This account has changed since you opened it')
  await expect(other.getByLabel('Customer')).toHaveValue('Wren Bakery, other')
  expect(between.changes).toEqual(['PUT'])
})

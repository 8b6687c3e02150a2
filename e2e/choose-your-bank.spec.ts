import { accountsAt, banks, enterBank, expect, people, test } from './banks.ts'
import { barriers, narrow } from './barriers.ts'
import { answerSandbox } from './fixtures.ts'
import { watchViolations } from './violations.ts'

// Without Institution Zero, choosing a bank is the sign-in, and the picker is the front page.

test.use({ contextOptions: { reducedMotion: 'reduce' } })

const { marram, quince } = banks

for (const path of ['/', '/institutions']) {
  test(`${path} offers the banks to anybody, says what this is, and asks nobody to sign in`, async ({
    page,
  }) => {
    const violations = await watchViolations(page)
    await page.goto(path)

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Choose your bank')
    await expect(page.getByText('without handing anyone your password')).toBeVisible()
    await expect(page.getByRole('link', { name: `Enter ${marram.name}` })).toBeVisible()
    await expect(page.getByRole('link', { name: `Enter ${quince.name}` })).toBeVisible()
    await expect(page.getByLabel('Search')).toBeHidden()

    expect(await barriers(page)).toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize(narrow)
    expect(await barriers(page)).toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width)
    expect(violations).toEqual([])
  })
}

test('whoever chooses a bank signs in there, and it is marked from then on', async ({ page }) => {
  await page.goto('/')
  await page.getByRole('link', { name: `Enter ${marram.name}` }).click()
  await answerSandbox(page, people.ada)
  await expect(page).toHaveURL(accountsAt(marram))

  await page.goto('/')
  const row = page.getByRole('main').getByRole('listitem').filter({ hasText: marram.name })
  await expect(row).toContainText('Signed in')
  await expect(
    page.getByRole('main').getByRole('listitem').filter({ hasText: quince.name }),
  ).not.toContainText('Signed in')

  await page.getByRole('link', { name: `Enter ${marram.name}` }).click()
  await expect(page).toHaveURL(accountsAt(marram))
})

test('the header names the bank, and offers the other one', async ({ page }) => {
  await enterBank(page, marram, people.ada)
  const { institutions } = await (await page.request.get('/auth/session')).json()
  expect(institutions).toEqual([expect.objectContaining({ name: marram.name })])

  const header = page.getByRole('banner')
  await header.getByText(marram.name).click()
  await header.getByRole('link', { name: quince.name }).click()
  await answerSandbox(page, people.ada)
  await expect(page).toHaveURL(accountsAt(quince))

  await header.getByText(quince.name).click()
  await header.getByRole('link', { name: marram.name }).click()
  await expect(page).toHaveURL(accountsAt(marram))
  await header.getByText(marram.name).click()
  await header.getByRole('link', { name: 'All banks' }).click()
  await expect(page.getByRole('heading', { name: 'Choose your bank' })).toBeVisible()
})

test('an engineer is told that each bank is an issuer', async ({ page }) => {
  await page.goto('/institutions')
  await page.getByText('How institutions are chosen here').click()
  await expect(page.getByText('One issuer per institution')).toBeVisible()
  await expect(page.getByText('foyer-marram')).toBeVisible()
})

test('a search that makes no sense is a bad request at the front door too', async ({ page }) => {
  for (const path of ['/', '/institutions']) {
    const answer = await page.goto(`${path}?query=${'x'.repeat(101)}`)
    expect(answer?.status()).toBe(400)
    await expect(page.getByRole('main').getByRole('alert')).toContainText(
      'Use at most 100 characters.',
    )
  }
})

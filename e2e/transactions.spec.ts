import { accountsAt, banks, enterBank, expect, people, test } from './banks.ts'
import { aYear, daysAgo, listed, openAccount, questionsAt, table } from './statement.ts'

const { marram, quince } = banks

test('an account shows its last 90 days, and what is pending first', async ({ page }) => {
  await enterBank(page, marram, people.ada)
  await openAccount(page, 'Everyday Checking')

  await expect(page.getByLabel('From', { exact: true })).toHaveValue(daysAgo(89))
  await expect(page.getByLabel('To', { exact: true })).toHaveValue(daysAgo(0))
  const shown = await listed(page)
  const pending = shown.filter(({ isPending }) => isPending)
  expect(pending.length).toBeGreaterThan(0)
  expect(shown.slice(0, pending.length)).toEqual(pending)
  expect(pending.every(({ balance }) => balance === '')).toBe(true)
  expect(shown.every(({ day }) => day >= daysAgo(89))).toBe(true)
})

test('the running balance counts what is posted, and leads to the balance of today', async ({
  page,
}) => {
  await enterBank(page, marram, people.ada)
  await openAccount(page, 'Everyday Checking')

  const cents = (money: string) => Number(money.replace('.', ''))
  const posted = (await listed(page)).filter(({ isPending }) => !isPending)
  for (const [index, { amount, balance }] of posted.slice(0, -1).entries()) {
    expect(cents(balance) - cents(amount)).toBe(cents(posted[index + 1]?.balance ?? ''))
  }
  const now = page.getByRole('region', { name: 'Balances' }).getByRole('definition').first()
  expect(cents((await now.innerText()).replace(',', ''))).toBe(cents(posted[0]?.balance ?? ''))
})

test('a range, a text and amounts are searched for by address', async ({ page }) => {
  await enterBank(page, marram, people.ada)
  const account = await openAccount(page, 'Everyday Checking')
  await page.getByLabel('From', { exact: true }).fill(daysAgo(200))
  await page.getByLabel('To', { exact: true }).fill(daysAgo(20))
  await page.getByLabel('Name or memo').fill('FENNEL')
  await page.getByLabel('Amount from').fill('−100.00')
  await page.getByLabel('Amount to').fill('-20')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.waitForURL(/query=FENNEL/)

  const found = await listed(page)
  expect(found.length).toBeGreaterThan(3)
  for (const { day, name, amount } of found) {
    expect(name).toBe('Fennel & Rye Market')
    expect(Number(amount)).toBeGreaterThanOrEqual(-100)
    expect(Number(amount)).toBeLessThanOrEqual(-20)
    expect(day >= daysAgo(200) && day <= daysAgo(20)).toBe(true)
  }
  await page.reload()
  await expect(page.getByLabel('Amount from')).toHaveValue('−100.00')
  await page.getByRole('link', { name: 'Clear search' }).click()
  await page.waitForURL(`**${account}`)
  await expect(page.getByLabel('Name or memo')).toHaveValue('')
})

test('pages go on past what the bank gives at once, each transaction on one of them', async ({
  page,
  sandbox,
}) => {
  await enterBank(page, quince, people.ada)
  const account = await openAccount(page, 'Studio Checking')
  await page.goto(`${account}?${aYear}&offset=450`)
  const before = await questionsAt(sandbox, 1)
  const last = await listed(page)
  await page.getByRole('link', { name: 'Next' }).click()
  await page.waitForURL(/offset=500/)
  await expect(table(page)).toHaveAccessibleName(/501–/)

  const next = await listed(page)
  const cents = (money = '') => Number(money.replace('.', ''))
  const boundary = last.at(-1)
  expect(cents(boundary?.balance) - cents(boundary?.amount)).toBe(cents(next[0]?.balance))
  // 500 at once, and what is left.
  expect(await questionsAt(sandbox, 1)).toBe(before + 2)
  await page.goto(`${account}?${aYear}&offset=900000`)
  await page.getByRole('link', { name: 'Go to the first page' }).click()
  await expect(table(page)).toHaveAccessibleName(/Transactions 1–50 of/)
})

test('the balance over time is drawn without a script, and told in words', async ({ page }) => {
  await enterBank(page, marram, people.ada)
  await openAccount(page, 'Car loan')
  const picture = page.getByRole('img', { name: /^Balance at the end of each day/ })

  await expect(picture).toHaveCount(1)
  const day = String.raw`minus [\d,]+\.\d\d on \w{3} \d+, \d{4}`
  await expect(picture).toHaveAccessibleName(
    new RegExp(`: ${day} at the start, ${day} at the end; lowest ${day}, highest ${day}\\.$`),
  )
  await page.setViewportSize({ width: 375, height: 800 })
  await expect(picture).toHaveCount(1)
  expect(await page.evaluate(() => document.body.scrollWidth)).toBe(375)
})

test('an account on which nothing happened says so', async ({ page }) => {
  await enterBank(page, marram, people.ben)
  await openAccount(page, 'New Savings')

  await expect(page.getByText('There are no transactions to show in this range')).toBeVisible()
  await expect(page.getByRole('img', { name: /^Balance/ })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Download as CSV' })).toHaveCount(0)
})

test('without the consent for transactions the account still shows its balance', async ({
  page,
}) => {
  const piece = 'See what was paid in and out of your accounts'
  await enterBank(page, marram, people.ada, [piece])
  await openAccount(page, 'Everyday Checking')

  await expect(page.getByRole('region', { name: 'Balances' })).toContainText('Available')
  await expect(page.getByRole('region', { name: 'Transactions' })).toContainText(
    'More consent is needed',
  )
})

test('an account that is not there is said once, with nothing around it', async ({ page }) => {
  await enterBank(page, marram, people.ada)
  await page.goto(`${accountsAt(marram)}/quince-ada-1`)

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('There is no such account here')
  await expect(page.getByRole('heading', { name: 'Transactions' })).toHaveCount(0)
  await expect(page.getByRole('alert').filter({ hasText: /./ })).toHaveCount(0)
})

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('an account is searched and paged all the same', async ({ page }) => {
    await enterBank(page, quince, people.ada)
    await openAccount(page, 'Studio Checking')
    await page.getByLabel('From', { exact: true }).fill(daysAgo(370))
    await page.getByLabel('Name or memo').fill('card sales')
    await page.getByRole('button', { name: 'Search' }).click()
    await page.getByRole('link', { name: 'Next' }).click()

    await expect(table(page)).toHaveAccessibleName(/Transactions 51–100 of/)
    await expect(page.getByRole('img', { name: /^Balance/ })).toBeVisible()
  })
})

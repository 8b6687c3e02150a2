import { readFile } from 'node:fs/promises'
import type { Download, Page } from '@playwright/test'
import { parseCsv } from '#lib/testing/csv.ts'
import { accountsAt, banks, enterBank, expect, people, test } from './banks.ts'
import { barriers, narrow } from './barriers.ts'

const { marram, quince } = banks
const aYear = `from=${daysAgo(370)}&to=${daysAgo(0)}`

function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10)
}

/** Opens an account from the list, as its owner does. */
async function openAccount(page: Page, name: string): Promise<string> {
  await page.getByRole('link', { name }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  return new URL(page.url()).pathname
}

const table = (page: Page) => page.getByRole('table', { name: /^Transactions/ })
const rows = (page: Page) => table(page).locator('tbody tr')

/** Date, description, amount and balance of each row, money as a plain decimal. */
async function listed(page: Page) {
  return rows(page).evaluateAll((all) =>
    all.map((row) => {
      const money = (cell: Element | undefined) =>
        /[−\d,]+\.\d\d/
          .exec(cell?.textContent ?? '')?.[0]
          .replace('−', '-')
          .replaceAll(',', '') ?? ''
      const [date, description, amount, balance] = row.children
      return {
        day: date?.querySelector('time')?.getAttribute('datetime') ?? '',
        isPending: date?.textContent?.includes('Pending') ?? false,
        name: description?.querySelector('bdi')?.textContent ?? '',
        amount: money(amount),
        balance: money(balance),
      }
    }),
  )
}

async function csvOf(download: Download) {
  const [headings = [], ...lines] = parseCsv(await readFile(await download.path(), 'utf8'))
  return lines.map((cells) => Object.fromEntries(headings.map((name, at) => [name, cells[at]])))
}

/** How often a bank was asked for transactions so far. */
async function questionsAt(bankUrl: string | undefined): Promise<number> {
  const { counts } = await (await fetch(`${bankUrl}/requests`)).json()
  return counts['api:transactions'] ?? 0
}

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
  bankUrls,
}) => {
  await enterBank(page, quince, people.ada)
  const account = await openAccount(page, 'Studio Checking')
  await page.goto(`${account}?${aYear}&offset=450`)
  const before = await questionsAt(bankUrls[1])
  const last = await listed(page)
  await page.getByRole('link', { name: 'Next' }).click()
  await page.waitForURL(/offset=500/)
  await expect(table(page)).toHaveAccessibleName(/501–/)

  const next = await listed(page)
  const cents = (money = '') => Number(money.replace('.', ''))
  const boundary = last.at(-1)
  expect(cents(boundary?.balance) - cents(boundary?.amount)).toBe(cents(next[0]?.balance))
  // 500 at once, and what is left.
  expect(await questionsAt(bankUrls[1])).toBe(before + 2)
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

  await expect(page.getByText('There are no transactions like that in this range')).toBeVisible()
  await expect(page.getByRole('img', { name: /^Balance/ })).toHaveCount(0)
  await expect(page.getByRole('link', { name: 'Download as CSV' })).toHaveCount(0)
})

test('a file has what the list has, whatever names do to a spreadsheet', async ({ page }) => {
  await enterBank(page, quince, people.ada)
  const account = await openAccount(page, 'Studio Checking')
  await page.goto(`${account}?${aYear}&most=-0.01`)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as CSV' }).click()
  const download = await downloading

  expect(download.suggestedFilename()).toBe(`studio-checking-${daysAgo(370)}-to-${daysAgo(0)}.csv`)
  const lines = await csvOf(download)
  const all = []
  for (let offset = 0; offset < lines.length; offset += 50) {
    await page.goto(`${account}?${aYear}&most=-0.01&offset=${offset}`)
    all.push(...(await listed(page)))
  }
  expect(
    lines.map((line) => ({
      day: line.Date,
      isPending: line.Status === 'Pending',
      name: line.Description?.replace(/^'/, ''),
      amount: line.Amount,
      balance: line.Balance,
    })),
  ).toEqual(all)
  expect(lines.some((it) => it.Description?.startsWith("'=HYPERLINK"))).toBe(true)
  expect(lines.some((it) => it.Description?.startsWith('='))).toBe(false)
})

test('what stands in the way of a file is explained by the page', async ({ page, request }) => {
  await enterBank(page, marram, people.ada)
  const account = await openAccount(page, 'Everyday Checking')
  const ask = async (path: string, by = page.request) => {
    const answer = await by.get(path, { maxRedirects: 0 })
    return [answer.status(), answer.headers().location?.replace(/^https?:\/\/[^/]+/, '')]
  }

  const file = `${account}/transactions.csv`
  expect(await ask(`${file}?query=rent`, request)).toEqual([303, `${account}?query=rent`])
  expect(await ask(`${file}?from=2026-02-30`)).toEqual([303, `${account}?from=2026-02-30`])
  expect(await ask(`${account}x/transactions.csv`)).toEqual([303, `${account}x`])
  expect((await page.request.head(file)).status()).toBe(405)
  expect((await page.request.get(file)).headers()).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'text/csv; charset=utf-8',
  })
})

test('a search that makes no sense is 400, keeps what was typed, and asks no bank', async ({
  page,
  bankUrls,
}) => {
  await enterBank(page, marram, people.ada)
  const account = await openAccount(page, 'Everyday Checking')
  const before = await questionsAt(bankUrls[0])
  for (const [query, label, fault] of [
    ['from=2026-02-30', 'From', 'Choose a day of the calendar'],
    ['from=2026-03-02&to=2026-03-01', 'To', 'The range ends before it begins.'],
    ['from=2020-01-01&to=2026-03-01', 'From', 'at most two years'],
    ['least=ten', 'Amount from', 'Write an amount in figures'],
    ['least=5&most=4', 'Amount to', 'less than the smallest amount'],
    [`query=${'x'.repeat(101)}`, 'Name or memo', 'at most 100 characters'],
  ] as const) {
    const answer = await page.goto(`${account}?${query}`)
    expect(answer?.status()).toBe(400)
    const field = page.getByLabel(label, { exact: true })
    await expect(field).toHaveAccessibleDescription(new RegExp(fault))
    await expect(field).toHaveValue(new URLSearchParams(query).getAll(fieldOf[label]).join())
    await expect(page.getByRole('alert').filter({ hasText: fault })).toBeFocused()
  }
  for (const offset of ['-1', '1.5', '99999999']) {
    expect((await page.goto(`${account}?offset=${offset}`))?.status()).toBe(400)
    await expect(page.getByRole('alert').first()).toContainText('There is no such page')
  }

  expect(await questionsAt(bankUrls[0])).toBe(before)
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(rows(page).first()).toBeVisible()
})

const fieldOf = {
  From: 'from',
  To: 'to',
  'Name or memo': 'query',
  'Amount from': 'least',
  'Amount to': 'most',
}

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

test('every state of the page is for everybody, in both colour schemes, on a phone', async ({
  page,
}) => {
  await enterBank(page, marram, people.ada)
  const account = await openAccount(page, 'Everyday Checking')
  await page.setViewportSize(narrow)
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    for (const query of [`?from=${daysAgo(9)}`, '?query=nothing', '?from=x&least=y&offset=-1']) {
      await page.goto(account + query)
      expect(await barriers(page)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width)
    }
  }
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

import { banks, enterBank, expect, people, test } from './banks.ts'
import { barriers, narrow } from './barriers.ts'
import { daysAgo, openAccount, questionsAt, rows } from './statement.ts'

const { marram } = banks

test('a search that makes no sense is 400, keeps what was typed, and asks no bank', async ({
  page,
  sandbox,
}) => {
  await enterBank(page, marram, people.ada)
  const account = await openAccount(page, 'Everyday Checking')
  const before = await questionsAt(sandbox, 0)
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

  expect(await questionsAt(sandbox, 0)).toBe(before)
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

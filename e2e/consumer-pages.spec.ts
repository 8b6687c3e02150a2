import type { Page } from '@playwright/test'
import { accountsAt, banks, enterBank, expect, orderTask, people, test } from './banks.ts'
import { barriers, narrow } from './barriers.ts'
import { watchViolations } from './violations.ts'

// Colours are judged as they are, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const { marram, quince } = banks

type State = readonly [title: string, show: (page: Page, bankUrl: string) => Promise<unknown>]

const states: readonly State[] = [
  ['accounts', (page) => enterBank(page, marram, people.ada)],
  ['accounts with names that are hard to show', (page) => enterBank(page, quince, people.ada)],
  [
    'accounts that were not allowed',
    (page) => enterBank(page, marram, people.ada, ['See your accounts and their balances']),
  ],
  ['an update under way', (page, bankUrl) => update(page, bankUrl, 'stall', 'Accounts listed')],
  ['an update that went well', (page, bankUrl) => update(page, bankUrl, 'succeed', 'up to date.')],
  ['an update that failed', (page, bankUrl) => update(page, bankUrl, 'fail', 'could not finish')],
  ['an update that timed out', (page, bankUrl) => update(page, bankUrl, 'time-out', 'too long')],
  [
    'an update that nobody knows',
    async (page) => {
      await enterBank(page, marram, people.ada)
      await page.goto(`${accountsAt(marram)}?task=nothing-like-it`)
    },
  ],
  [
    'a profile of two banks',
    async (page) => {
      await enterBank(page, marram, people.ada)
      await enterBank(page, quince, people.ada)
      await page.goto('/profile')
    },
  ],
]

for (const [title, show] of states) {
  test(`${title}: for everybody, in light and dark, and on a narrow screen`, async ({
    page,
    bankUrls,
  }) => {
    const violations = await watchViolations(page)
    await show(page, bankUrls[0] ?? '')

    await page.emulateMedia({ colorScheme: 'light' })
    expect(await barriers(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize(narrow)
    expect(await barriers(page), 'dark and narrow').toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width)
    expect(violations).toEqual([])
  })
}

type Outcome = 'succeed' | 'fail' | 'time-out' | 'stall'

async function update(page: Page, bankUrl: string, nextTask: Outcome, says: string) {
  await enterBank(page, marram, people.ada)
  await orderTask(bankUrl, { nextTask, taskMs: 1_000 })
  await page.getByRole('button', { name: 'Update balances' }).click()
  await expect(page.getByText(says)).toBeVisible()
}

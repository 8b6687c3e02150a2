import { accountsAt, banks, enterBank, expect, orderTask, people, test } from './banks.ts'
import { expectAllForEverybody } from './for-everybody.ts'

// Colours are judged as they are, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } })
// Walks past several pages, and waits for updates.
test.slow()

const { marram, quince } = banks

test('the pages of banks are for everybody, and of an update in every state', async ({
  page,
  sandbox,
}) => {
  const update = async (nextTask: 'succeed' | 'fail' | 'time-out' | 'stall', says: string) => {
    await page.goto(accountsAt(marram))
    await orderTask(sandbox, { nextTask, taskMs: 1_000 })
    await page.getByRole('button', { name: 'Update balances' }).click()
    await expect(page.getByText(says)).toBeVisible()
  }

  await expectAllForEverybody(page, {
    accounts: ['Accounts', () => enterBank(page, marram, people.ada)],
    'an update that went well': ['Accounts', () => update('succeed', 'up to date.')],
    'an update that failed': ['Accounts', () => update('fail', 'could not finish')],
    'an update that timed out': ['Accounts', () => update('time-out', 'too long')],
    'an update that nobody knows': [
      'Accounts',
      () => page.goto(`${accountsAt(marram)}?task=nothing-like-it`),
    ],
    'an update under way': ['Accounts', () => update('stall', 'Accounts listed')],
    'accounts with names that are hard to show': [
      'Accounts',
      () => enterBank(page, quince, people.ada),
    ],
    'a profile of two banks': ['Profile', () => page.goto('/profile')],
  })
})

test('accounts that were not allowed are missed by everybody', async ({ page }) => {
  const denied = ['See your accounts and their balances']
  await expectAllForEverybody(page, {
    'not allowed': [/./, () => enterBank(page, marram, people.ada, denied)],
  })
})

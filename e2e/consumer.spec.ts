import type { Locator, Page } from '@playwright/test'
import { accountsAt, banks, enterBank, expect, orderTask, people, test } from './banks.ts'
import type { Sandbox } from './harness.ts'

const { marram, quince } = banks

function row(page: Page, name: string): Locator {
  return page.getByRole('row').filter({ hasText: name })
}

/** What a cell of money says, in cents. */
async function centsIn(cell: Locator): Promise<number> {
  const [figure = ''] = /[−\d,]+\.\d\d/.exec(await cell.innerText()) ?? []
  return Number(figure.replace('−', '-').replaceAll(/[,.]/g, ''))
}

test.describe('accounts', () => {
  test('stand by type, and each type says what it adds up to', async ({ page }) => {
    await enterBank(page, marram, people.ada)

    const totals: number[] = []
    for (const type of ['Checking and savings', 'Credit', 'Loans']) {
      const table = page.getByRole('table', { name: type })
      const balances = await table.locator('tbody tr > :last-child').all()
      const shown = await Promise.all(balances.map(centsIn))
      const total = await centsIn(table.locator('tfoot td'))
      expect(shown.length).toBeGreaterThan(0)
      expect(shown.reduce((sum, cents) => sum + cents, 0)).toBe(total)
      totals.push(total)
    }
    expect(totals[2]).toBeLessThan(0)
    expect(await centsIn(page.getByText('All accounts together').locator('..'))).toBe(
      totals.reduce((sum, cents) => sum + cents, 0),
    )
  })

  test('that a person has hidden at the bank are not shown, and it says so', async ({ page }) => {
    await enterBank(page, marram, people.ada)

    await expect(page.getByText('One account is hidden')).toBeVisible()
    await expect(page.getByText('Holiday club 2019')).toHaveCount(0)
  })

  test('have names that are text and nothing else, however long and in whatever script', async ({
    page,
  }) => {
    await enterBank(page, quince, people.ada)
    await expect(row(page, '<b>Tom & "Sons"</b> joint')).toBeVisible()
    await expect(page.locator('bdi', { hasText: 'حساب التوفير العائلي' })).toBeVisible()

    await page.setViewportSize({ width: 320, height: 640 })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
  })
})

test.describe('an update', () => {
  test('shows what the bank has done, and new balances before it is over', async ({
    page,
    sandbox,
  }) => {
    await enterBank(page, marram, people.ada)
    const asOf = row(page, 'Everyday Checking').getByText('as of').locator('time')
    const before = await asOf.getAttribute('datetime')
    await orderTask(sandbox, { taskMs: 12_000 })

    await page.getByRole('button', { name: 'Update balances' }).click()
    await expect(page.getByRole('status')).toContainText('Your bank is fetching what is new')
    await expect(page.getByRole('listitem').filter({ hasText: 'Accounts listed' })).toBeVisible()

    await expect(page.getByRole('status')).toContainText('Your bank goes on with the rest')
    await expect(asOf).not.toHaveAttribute('datetime', before ?? '')
    await expect(page.getByText('Waiting for the next step')).toBeVisible()

    await expect(page.getByRole('status')).toHaveText('Your accounts are up to date.')
    await expect(page.getByText('Waiting for the next step')).toHaveCount(0)
  })

  test('that the bank could not finish says so, and can be started again', async ({
    page,
    sandbox,
  }) => {
    await enterBank(page, marram, people.ada)
    await orderTask(sandbox, { nextTask: 'fail', taskMs: 1_000 })
    await page.getByRole('button', { name: 'Update balances' }).click()
    await expect(page.getByRole('status')).toContainText('could not finish')

    await orderTask(sandbox, { taskMs: 1_000 })
    await page.getByRole('button', { name: 'Update balances' }).click()
    await expect(page.getByRole('status')).toHaveText('Your accounts are up to date.')
  })

  test('that timed out at the bank is told from one that failed', async ({ page, sandbox }) => {
    await enterBank(page, marram, people.ada)
    await orderTask(sandbox, { nextTask: 'time-out', taskMs: 1_000 })
    await page.getByRole('button', { name: 'Update balances' }).click()

    await expect(page.getByRole('status')).toContainText('waited too long for an answer')
    await expect(page.getByRole('button', { name: 'Update balances' })).toBeVisible()
  })

  for (const [state, says, way] of [
    ['gave-up', 'Foyer has stopped waiting', 'Look again'],
    ['unreachable', 'does not answer just now', 'Look again'],
    ['session-over', 'Your access has ended', 'Sign in again'],
  ] as const) {
    test(`that ends as ${state} says so, and has a way on`, async ({ page, sandbox }) => {
      await enterBank(page, marram, people.ada)
      await orderTask(sandbox, { nextTask: 'stall' })
      const news = JSON.stringify({ steps: [], hasNewBalances: false, state })
      await page.route('**/updates/*', (route) =>
        route.fulfill({ contentType: 'text/event-stream', body: `data: ${news}\n\n` }),
      )
      await page.getByRole('button', { name: 'Update balances' }).click()

      await expect(page.getByRole('status')).toContainText(says)
      await expect(page.getByRole('link', { name: way })).toBeVisible()
    })
  }

  test('goes on where the connection is lost, and can be looked at again', async ({
    page,
    sandbox,
  }) => {
    await enterBank(page, marram, people.ada)
    await orderTask(sandbox, { taskMs: 6_000 })
    await page.route('**/updates/*', (route) => route.abort())
    await page.getByRole('button', { name: 'Update balances' }).click()
    await expect(page.getByRole('status')).toContainText('The connection to Foyer was lost', {
      timeout: 30_000,
    })

    await page.unroute('**/updates/*')
    await page.getByRole('link', { name: 'Look again' }).click()
    await expect(page.getByRole('status')).toHaveText('Your accounts are up to date.')
  })

  test('the bank has never heard of is told as such', async ({ page }) => {
    await enterBank(page, marram, people.ada)
    await page.goto(`${accountsAt(marram)}?task=00000000-0000-4000-8000-000000000000`)

    await expect(page.getByRole('status')).toContainText('no longer knows of this update')
    await expect(row(page, 'Everyday Checking')).toBeVisible()
  })

  test('of a name that no task could have is not asked for', async ({ page, sandbox }) => {
    await enterBank(page, marram, people.ada)
    const before = await questionsAt(sandbox)
    for (const task of ['..', '../accounts', 'a b', 'x'.repeat(200), '%00']) {
      const shown = await page.goto(`${accountsAt(marram)}?task=${encodeURIComponent(task)}`)
      expect(shown?.status()).toBe(400)
      await expect(page.getByRole('status')).toContainText('no longer knows of this update')
      const answer = await page.request.get(eventsOf(marram, encodeURIComponent(task)))
      expect(answer.status()).toBe(404)
    }

    expect(await questionsAt(sandbox)).toBe(before)
  })

  test('starts from a page of ours only', async ({ page }) => {
    await enterBank(page, marram, people.ada)
    const start = (headers: Record<string, string>) =>
      page.request.post(`/institutions/${marram.institutionId}/updates`, {
        headers,
        maxRedirects: 0,
      })

    expect((await start({ origin: 'https://evil.test' })).status()).toBe(403)
    expect((await start({ 'sec-fetch-site': 'cross-site' })).status()).toBe(403)
  })
})

test.describe('who listens to an update', () => {
  test('has a session with that bank', async ({ page, request }) => {
    await enterBank(page, marram, people.ada)
    const task = await startStalled(page)

    expect((await request.get(eventsOf(marram, task))).status()).toBe(401)
    expect((await page.request.get(eventsOf(quince, task))).status()).toBe(401)
  })

  test('hears nothing of another customer', async ({ page, browser, baseURL }) => {
    await enterBank(page, marram, people.ada)
    const task = await startStalled(page)

    const context = await browser.newContext({ baseURL: baseURL ?? '' })
    const other = await context.newPage()
    await enterBank(other, marram, people.ben)
    await other.goto(`${accountsAt(marram)}?task=${task}`)
    await expect(other.getByRole('status')).toContainText('no longer knows of this update')
    expect(await (await other.request.get(eventsOf(marram, task))).text()).toContain('"unknown"')
    await context.close()
  })

  test('is one of few at a time', async ({ page }) => {
    await enterBank(page, marram, people.ada)
    const listening = page.waitForResponse(/\/updates\/[^/]+$/)
    const task = await startStalled(page)
    await listening
    const statuses = await page.evaluate(
      async (address) => {
        const gone = new AbortController()
        const answers = await Promise.all(
          Array.from({ length: 5 }, () => fetch(address, { signal: gone.signal })),
        )
        gone.abort()
        return answers.map(({ status }) => status).sort()
      },
      eventsOf(marram, task),
    )

    // The page is one of them itself.
    expect(statuses).toEqual([200, 200, 200, 429, 429])
    await expect
      .poll(async () => (await page.request.get(eventsOf(marram, 'nothing-like-it'))).status())
      .toBe(200)
  })
})

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('an update is looked at again until it is over', async ({ page, sandbox }) => {
    await enterBank(page, marram, people.ada)
    await orderTask(sandbox, { taskMs: 4_000 })
    await page.getByRole('button', { name: 'Update balances' }).click()
    await expect(page.getByRole('status')).toContainText('Your bank is fetching what is new')
    await expect(page.getByText('Your bank has started')).toBeVisible()

    await expect(async () => {
      await page.getByRole('link', { name: 'Look again' }).click({ timeout: 1_000 })
      await expect(page.getByRole('status')).toContainText('Your accounts are up to date.', {
        timeout: 500,
      })
    }).toPass()
    await expect(page.getByRole('link', { name: 'Look again' })).toHaveCount(0)
    await expect(page.getByRole('button', { name: 'Update balances' })).toBeVisible()
  })
})

test('two banks stand side by side in one session, and neither learns of the other', async ({
  page,
  sandbox,
}) => {
  await enterBank(page, marram, people.ada)
  await enterBank(page, quince, people.ada)
  const other = await page.context().newPage()
  await other.goto(accountsAt(marram))

  await expect(row(page, 'Studio Checking')).toBeVisible()
  await expect(row(other, 'Everyday Checking')).toBeVisible()
  await expect(page.getByRole('banner')).toContainText(quince.name)
  await expect(other.getByRole('banner')).toContainText(marram.name)
  await page.getByRole('button', { name: 'Update balances' }).click()
  await expect(page.getByRole('status')).toHaveText('Your accounts are up to date.')
  await expect(other.getByRole('status')).toHaveCount(0)

  const { user, institutions } = await (await page.request.get('/auth/session')).json()
  expect(user).toMatchObject({ name: 'Ada Okafor', email: people.ada })
  expect(institutions.map((it: { institutionId: string }) => it.institutionId)).toEqual([
    marram.institutionId,
    quince.institutionId,
  ])

  const [atMarram, atQuince] = await Promise.all(
    sandbox.bankUrls.map((url) => lastCallerAt(sandbox, url)),
  )
  expect(atMarram).toBeTruthy()
  expect(atQuince).toBeTruthy()
  expect(atMarram).not.toBe(atQuince)
})

test('the profile says what each bank told, and where its customer changes it', async ({
  page,
  sandbox,
}) => {
  await enterBank(page, marram, people.ada)
  await enterBank(page, quince, people.ada)
  await page.getByRole('banner').getByText('Ada Okafor').first().click()
  await page.getByRole('link', { name: 'Profile' }).click()

  await expect(page.getByRole('banner')).not.toContainText(marram.name)
  await expect(page.getByRole('heading', { name: `What ${marram.name} told Foyer` })).toBeVisible()
  await expect(page.getByRole('heading', { name: `What ${quince.name} told Foyer` })).toBeVisible()
  await expect(
    page.getByRole('link', { name: `Online banking of ${quince.name}` }),
  ).toHaveAttribute('href', new RegExp(`^${sandbox.bankUrls[1]}`))
})

/** Whose token a bank's API saw last. The same person has another `sub` at each bank. */
async function lastCallerAt({ requests }: Sandbox, bankUrl: string) {
  return (await requests(bankUrl)).findLast(({ kind }) => kind === 'api:accounts')?.sub
}

/** How often Marram Savings Bank was asked about an update so far. */
async function questionsAt({ counts, bankUrls }: Sandbox): Promise<number> {
  return (await counts(bankUrls[0]))['api:task'] ?? 0
}

async function startStalled(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Update balances' }).click()
  await page.waitForURL(/task=/)
  return new URL(page.url()).searchParams.get('task') ?? ''
}

function eventsOf({ institutionId }: { institutionId: string }, task: string): string {
  return `/institutions/${institutionId}/updates/${task}`
}

import { barriers, narrow } from './barriers.ts'
import { about, notice, openAccount, openForm, save, saveWithConsent, summary } from './editing.ts'
import { enter, expect, people, signIn, test } from './fixtures.ts'

// A person changes an account: with one more consent, once, and never over what somebody else did.

// Colours are judged as they are, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

test.afterEach('whatever a page shows is for everybody', async ({ page }, { title }) => {
  if (title.includes('nobody looks')) return
  expect(await barriers(page), 'light').toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.setViewportSize(narrow)
  expect(await barriers(page), 'dark and narrow').toEqual([])
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width)
})

test('a name is changed: one more consent, what was typed stays, and it is saved', async ({
  page,
  sandbox,
}) => {
  const changes = async () => (await sandbox.counts())['api:change-account'] ?? 0
  const before = await changes()
  await openForm(page, 'Sleeping since 2014', 'Change the name')
  await expect(page.getByText('So far Foyer may only look')).toBeVisible()
  await page.getByLabel('Account name').fill('Awake again')
  await save(page)

  await expect(page.getByText('Change the details of accounts')).toBeVisible()
  expect(await changes()).toBe(before)
  await page.getByRole('button', { name: 'Allow' }).click()

  await expect(notice(page)).toContainText('Foyer may change accounts now')
  await expect(page.getByLabel('Account name')).toHaveValue('Awake again')
  await save(page)

  await expect(notice(page)).toContainText('Saved')
  await expect(page.getByRole('heading', { name: 'Awake again' })).toBeVisible()
  expect(await changes()).toBe(before + 1)
})

test('one more consent leaves the grants of other institutions alone', async ({ page }) => {
  await signIn(page, people.ada)
  await enter(page, 'Juniper Credit Union')
  await enter(page, 'Larkspur Bank')
  const scopes = async () => {
    const session = await (await page.request.get('/auth/session')).json()
    return session.institutions.map((it: { name: string; scope: string }) => [it.name, it.scope])
  }
  const before = await scopes()
  await openAccount(page, 'Operating')
  await page.getByRole('link', { name: 'Change the dates' }).click()
  await saveWithConsent(page)
  await expect(notice(page)).toContainText('Saved')

  const added = (await scopes()).filter(
    ([name, scope]: [string, string]) =>
      !before.some(([one, had]: [string, string]) => one === name && had === scope),
  )
  expect(added).toHaveLength(1)
  expect(added[0]?.[0]).toBe('Larkspur Bank')
  expect(added[0]?.[1]).toContain('accounts.write')
})

test('details are changed as a whole', async ({ page, sandbox }) => {
  const changes = async () => (await sandbox.counts())['api:replace-account'] ?? 0
  const before = await changes()
  await openForm(page, 'Opened yesterday, empty today', 'Change the details')
  await page.getByLabel('Customer').fill('Amara & Chidi Nwosu')
  await page.getByLabel('Status').selectOption('Dormant')
  await saveWithConsent(page)

  await expect(notice(page)).toContainText('Saved')
  await expect(about(page)).toContainText('Amara & Chidi Nwosu')
  await expect(about(page)).toContainText('Dormant')
  expect(await changes()).toBe(before + 1)
})

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('dates are changed, and impossible ones come back as they were typed; nobody looks', async ({
    page,
    sandbox,
  }) => {
    await openForm(page, '<b>Tom & "Sons"</b>', 'Change the dates')
    const before = (await sandbox.counts())['api:change-dates'] ?? 0
    await page.getByLabel('Opened').fill('2024-02-30')
    await page.getByLabel('Matures').fill('next spring')
    const [answer] = await Promise.all([
      page.waitForResponse((it) => it.url().includes('outcome=invalid')),
      save(page),
    ])

    expect(answer.status()).toBe(400)
    await expect(summary(page)).toBeFocused()
    await expect(page.getByLabel('Opened')).toHaveValue('2024-02-30')
    await expect(page.getByLabel('Matures')).toHaveValue('next spring')
    await expect(page.getByLabel('Opened')).toHaveAccessibleDescription(/in the calendar/)
    expect((await sandbox.counts())['api:change-dates'] ?? 0).toBe(before)

    await page.getByLabel('Opened').fill('2024-02-29')
    await page.getByLabel('Matures').fill('2024-02-28')
    await save(page)
    await expect(summary(page)).toContainText('cannot mature before it was opened')
    await page.getByLabel('Matures').fill('2034-02-28')
    await saveWithConsent(page)

    await expect(notice(page)).toContainText('Saved')
    await expect(about(page)).toContainText('Feb 28, 2034')
    expect((await sandbox.counts())['api:change-dates']).toBe(before + 1)
  })
})

test('a form with faults says so first, takes the focus, and leads to each field', async ({
  page,
}) => {
  await openForm(page, 'Operating', 'Change the details')
  await page.getByLabel('Account name').fill('')
  await page.getByLabel('Opened').fill('yesterday')
  await save(page)

  await expect(summary(page)).toBeFocused()
  await expect(page.getByLabel('Opened')).toHaveValue('yesterday')
  await summary(page).getByRole('link', { name: 'Give the account a name.' }).click()
  await expect(page.getByLabel('Account name')).toBeFocused()
  await expect(page.getByLabel('Account name')).toHaveAttribute('aria-invalid', 'true')
  await page.reload()
  await expect(page.getByLabel('Opened')).toHaveValue('yesterday')
})

test('what somebody else changed meanwhile is shown, and the person decides', async ({
  page,
  browser,
}) => {
  await openForm(page, 'Overdrawn example', 'Change the details')
  await page.getByLabel('Account name').fill('In the red')

  const other = await (await browser.newContext()).newPage()
  await openForm(other, 'Overdrawn example', 'Change the details', people.ben)
  await other.getByLabel('Account name').fill('Below zero')
  await other.getByLabel('Status').selectOption('Dormant')
  await saveWithConsent(other)
  await expect(notice(other)).toContainText('Saved')

  await save(page)
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByLabel('Account name')).toHaveValue('In the red')
  const [answer] = await Promise.all([
    page.waitForResponse((it) => it.url().includes('outcome=conflict')),
    save(page),
  ])
  expect(answer.status()).toBe(409)
  await expect(summary(page)).toContainText('This account has changed since you opened it')
  await expect(summary(page)).toContainText('“Overdrawn example” is now “Below zero”')
  await expect(page.getByLabel('Account name')).toHaveValue('In the red')
  await expect(page.getByLabel('Account name')).toHaveAccessibleDescription(
    /What you typed stands here/,
  )
  await expect(page.getByLabel('Status')).toHaveValue('Dormant')
  await expect(page.getByRole('link', { name: 'Take theirs' })).toBeVisible()
  expect(await barriers(page)).toEqual([])

  await page.getByRole('button', { name: 'Keep mine and save' }).click()
  await expect(notice(page)).toContainText('Saved')
  await expect(page.getByRole('heading', { name: 'In the red' })).toBeVisible()
  await expect(about(page)).toContainText('Dormant')
  await other.context().close()
})

test('who takes theirs changes nothing', async ({ page, browser, sandbox }) => {
  await openForm(page, 'Balance not listed', 'Change the name')
  await saveWithConsent(page)
  await page.getByRole('link', { name: 'Change the name' }).click()
  await page.getByLabel('Account name').fill('Mine')

  const other = await (await browser.newContext()).newPage()
  await openForm(other, 'Balance not listed', 'Change the name', people.ben)
  await other.getByLabel('Account name').fill('Theirs')
  await saveWithConsent(other)
  await expect(notice(other)).toContainText('Saved')
  await other.context().close()

  await save(page)
  await expect(summary(page)).toContainText('is now “Theirs”')
  const before = await sandbox.counts()
  await page.getByRole('link', { name: 'Take theirs' }).click()
  await expect(page.getByRole('heading', { name: 'Theirs' })).toBeVisible()
  expect((await sandbox.counts())['api:change-account']).toBe(before['api:change-account'])
})

test('a form sent twice, at once or later, is saved once and leads to the same page', async ({
  page,
  app,
  sandbox,
}) => {
  await openForm(page, 'Paid off', 'Change the name')
  await saveWithConsent(page)
  await page.getByRole('link', { name: 'Change the name' }).click()
  await page.getByLabel('Account name').fill('Paid off once')
  const before = (await sandbox.counts())['api:change-account'] ?? 0

  const form = page.getByRole('main').locator('form')
  const action = String(await form.getAttribute('action'))
  const fields = await form.evaluate((it: HTMLFormElement) =>
    Object.fromEntries([...new FormData(it)].map(([name, value]) => [name, String(value)])),
  )
  const send = async () => {
    const options = { form: fields, headers: { origin: app.url }, maxRedirects: 0 }
    const answer = await page.request.post(action, options)
    return [answer.status(), answer.headers().location]
  }
  const [one, other] = await Promise.all([send(), send()])
  const later = await send()

  expect(one?.[0]).toBe(303)
  expect(one?.[1]).toContain('?saved=name.')
  expect(other).toEqual(one)
  expect(later).toEqual(one)
  expect((await sandbox.counts())['api:change-account']).toBe(before + 1)

  // Clicked in the page that still shows it, too.
  await save(page)
  await expect(notice(page)).toContainText('Saved')
  expect((await sandbox.counts())['api:change-account']).toBe(before + 1)
})

test('who denies the change may look on, and go back to what was typed', async ({ page }) => {
  await openForm(page, 'Payroll reserve', 'Change the name')
  await page.getByLabel('Account name').fill('Payroll, denied')
  await save(page)
  await page.getByRole('button', { name: 'Deny' }).click()

  await expect(page).toHaveURL(/\/problem\/access-denied/)
  await page.getByRole('link', { name: 'Back to what you typed' }).click()
  await expect(page.getByLabel('Account name')).toHaveValue('Payroll, denied')
  await expect(summary(page)).toBeFocused()
  await expect(summary(page)).toContainText('You have not allowed Foyer to change accounts')

  await page.getByRole('link', { name: 'Cancel' }).click()
  await expect(about(page)).toBeVisible()
})

test('who unticks the change is told that it is missing, and may allow it after all', async ({
  page,
  app,
}) => {
  await openForm(page, 'Payroll reserve', 'Change the name')
  await page.getByLabel('Account name').fill('Payroll, unticked')
  await save(page)
  await page.getByLabel('Change the details of accounts').uncheck()
  await page.getByRole('button', { name: 'Allow' }).click()

  await expect(summary(page)).toContainText('You have not allowed Foyer to change accounts')
  await expect(page.getByLabel('Account name')).toHaveValue('Payroll, unticked')
  expect(app.logs()).toMatch(/"event":"scope-not-granted".*accounts\.write/)

  await page.getByRole('link', { name: 'Allow Foyer to change accounts' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(notice(page)).toContainText('Foyer may change accounts now')
})

test('who unticks more on the way in is told what does not work', async ({ page }) => {
  await signIn(page, people.ada)
  await page.goto('/institutions')
  await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()
  await page.getByLabel('See accounts and their balances').uncheck()
  await page.getByRole('button', { name: 'Allow' }).click()

  const missing = page.getByRole('complementary', { name: 'Not allowed' })
  await expect(missing).toContainText('see accounts and their balances')
  await missing.getByRole('link', { name: 'Allow it after all' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await expect(missing).toBeHidden()
})

test('who may look but not change is told that more consent would not help', async ({
  page,
  sandbox,
}) => {
  const changes = async () => (await sandbox.counts())['api:change-account'] ?? 0
  const before = await changes()
  await openForm(page, 'Payroll reserve', 'Change the name', people.sam)
  await page.getByLabel('Account name').fill('Payroll by Sam')
  await save(page)
  await page.getByRole('button', { name: 'Allow' }).click()
  const [answer] = await Promise.all([
    page.waitForResponse((it) => it.url().includes('outcome=not-permitted')),
    save(page),
  ])

  expect(answer.status()).toBe(403)
  await expect(summary(page)).toContainText('more consent would not help')
  await expect(summary(page)).toContainText('for your institution to decide')
  await expect(page.getByLabel('Account name')).toHaveValue('Payroll by Sam')
  // It was for the API to say so.
  expect(await changes()).toBe(before + 1)
})

test('what was typed is in no address and no cookie; nobody looks', async ({ page, context }) => {
  const seen: string[] = []
  page.on('request', (request) => seen.push(request.url(), JSON.stringify(request.headers())))
  await openForm(page, 'Operating', 'Change the name')
  await page.getByLabel('Account name').fill('canary-of-what-was-typed')
  await save(page)
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(page.getByLabel('Account name')).toHaveValue('canary-of-what-was-typed')

  const cookies = JSON.stringify(await context.cookies())
  expect([...seen, cookies].filter((it) => it.includes('canary'))).toEqual([])
})

test('a form that nobody here made is refused; nobody looks', async ({ page, app }) => {
  await openForm(page, 'Operating', 'Change the name')
  const action = String(await page.getByRole('main').locator('form').getAttribute('action'))
  const post = async (form: Record<string, string>, origin: string) =>
    (await page.request.post(action, { form, headers: { origin }, maxRedirects: 0 })).status()

  expect(await post({ name: 'x' }, 'https://evil.test')).toBe(403)
  expect(await post({ name: 'x' }, app.url)).toBe(400)
  expect(await post({ draft: 'x', attempt: '1', began: '{}', name: 'x' }, app.url)).toBe(400)
  expect(await post({ name: 'x'.repeat(20_000) }, app.url)).toBe(413)
  const id = crypto.randomUUID()
  const long = { draft: id, attempt: '1', began: '{}', name: 'x'.repeat(8_000) }
  expect(await post(long, app.url)).toBe(400)
})

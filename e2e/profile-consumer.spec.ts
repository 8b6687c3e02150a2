import type { Page } from '@playwright/test'
import { alwaysAsked, watchAuthorizationRequests } from './authorization-requests.ts'
import { accountsAt, type Bank, banks, expect, people, test } from './banks.ts'
import { answerSandbox } from './fixtures.ts'
import { untilTokensEnd } from './tokens.ts'

// Each bank is an issuer of its own: choosing one is the sign-in, and there is no Institution Zero.
test.use({ sandboxEnv: { SANDBOX_ACCESS_TOKEN_SECONDS: '2' } })

const { marram, quince } = banks

const institutionClaim = 'https://api.banno.com/consumer/claim/institution_id'
const scope = [
  ...['openid', 'profile', 'email'],
  'https://api.banno.com/consumer/auth/offline_access',
  'https://api.banno.com/consumer/auth/accounts.readonly',
  'https://api.banno.com/consumer/auth/transactions.detail.readonly',
  'https://api.banno.com/consumer/auth/user.profile.readonly',
].join(' ')

test('every bank is asked at its own address, by the client it knows, for the claim that names it', async ({
  page,
  context,
  app,
  sandbox,
}) => {
  const asked = watchAuthorizationRequests(context)
  await chooseBank(page, marram)
  await answerSandbox(page, people.ada)
  await expect(account(page, 'Everyday Checking')).toBeVisible()
  await chooseBank(page, quince)
  await answerSandbox(page, people.ada)
  await expect(account(page, 'Studio Checking')).toBeVisible()

  expect(asked).toEqual(
    [marram, quince].map(({ slug }, index) => ({
      at: `${sandbox.bankUrls[index]}/a/consumer/api/v0/oidc/auth`,
      ...alwaysAsked(app.url),
      client_id: `foyer-${slug}`,
      scope,
      claims: JSON.stringify({ id_token: { [institutionClaim]: null } }),
    })),
  )
})

test('the front page offers the banks to anybody, and says that each is an issuer', async ({
  page,
}) => {
  await page.goto('/')
  for (const { name } of [marram, quince]) {
    await expect(page.getByRole('link', { name: `Enter ${name}` })).toBeVisible()
  }
  await page.getByText('How institutions are chosen here').click()
  await expect(page.getByRole('heading', { name: 'One issuer per institution' })).toBeVisible()
  expect((await page.request.get('/auth/session')).status()).toBe(401)
})

test('two banks in two tabs outlive their tokens, each renewed at its own', async ({
  page,
  context,
  sandbox,
}) => {
  const renewals = () =>
    Promise.all(
      sandbox.bankUrls.map(async (url) => (await sandbox.counts(url))['token:refresh_token'] ?? 0),
    )
  await enterBank(page, marram)
  const other = await context.newPage()
  await enterBank(other, quince)

  await untilTokensEnd(page)
  const before = await renewals()
  await page.reload()
  await expect(account(page, 'Everyday Checking')).toBeVisible()
  const between = await renewals()
  await other.reload()
  await expect(account(other, 'Studio Checking')).toBeVisible()

  expect(between).toEqual([(before[0] ?? 0) + 1, before[1]])
  expect(await renewals()).toEqual([(before[0] ?? 0) + 1, (before[1] ?? 0) + 1])
  await expect(page).toHaveTitle(/Marram Savings Bank/)
  await expect(other).toHaveTitle(/Quince Street Bank/)
})

test('signing out ends everything here, leaves one bank, and offers the other by name', async ({
  page,
  context,
  sandbox,
}) => {
  await enterBank(page, marram)
  const other = await context.newPage()
  await enterBank(other, quince)

  await page.getByRole('banner').getByText('Ada Okafor').first().click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL(new RegExp(`^${sandbox.bankUrls[0]}/`))
  expect((await page.request.get('/auth/session')).status()).toBe(401)
  await page.getByRole('button', { name: 'Yes, sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()
  await expect(page.getByText('Quince Street Bank').first()).toBeVisible()
  await expect(page.getByText('Marram Savings Bank')).toBeHidden()
  await expect(page.getByRole('link', { name: 'Choose your bank' })).toBeVisible()

  await page.getByRole('button', { name: /^Sign out there.*Quince Street Bank$/ }).click()
  await expect(page).toHaveURL(new RegExp(`^${sandbox.bankUrls[1]}/`))
  await page.getByRole('button', { name: 'Yes, sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()
  await expect(page.getByText('Quince Street Bank')).toBeHidden()

  for (const bank of [marram, quince]) {
    await chooseBank(page, bank)
    await expect(page.getByLabel('Password')).toBeVisible()
  }
})

test('another customer takes nothing over, and what one bank ends leaves the other as it was', async ({
  page,
}) => {
  await enterBank(page, marram)
  await enterBank(page, quince)
  const before = await sessionOf(page)

  await page.goto(`/auth/authorize?institutionId=${marram.institutionId}&account=other`)
  await answerSandbox(page, people.ben)
  await expect(page.getByRole('heading', { name: 'Someone else signed in' })).toBeVisible()
  expect(await sessionOf(page)).toEqual(before)

  // The bank has ended what it granted to the first, now that the second is signed in there.
  await untilTokensEnd(page)
  await page.goto(accountsAt(marram))
  await expect(page.getByRole('heading', { name: 'Your access has ended' })).toBeVisible()
  await page.goto(accountsAt(quince))
  await expect(page.getByRole('banner')).toContainText('Ada Okafor')
  await expect(account(page, 'Studio Checking')).toBeVisible()
})

/** From the front page, which is the picker. */
async function chooseBank(page: Page, { name }: Bank): Promise<void> {
  await page.goto('/')
  await expect(page.getByRole('heading', { name: 'Choose your bank' })).toBeVisible()
  await page.getByRole('link', { name: `Enter ${name}` }).click()
}

async function enterBank(page: Page, bank: Bank): Promise<void> {
  await chooseBank(page, bank)
  await answerSandbox(page, people.ada)
  await page.waitForURL(`**${accountsAt(bank)}`)
}

function account(page: Page, name: string) {
  return page.getByRole('row').filter({ hasText: name })
}

/** Who is signed in, and where. */
async function sessionOf(page: Page): Promise<unknown> {
  const { user, institutions } = await (await page.request.get('/auth/session')).json()
  return { user, institutions }
}

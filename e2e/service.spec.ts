import type { Page } from '@playwright/test'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import { expectAllForEverybody } from './for-everybody.ts'
import type { LoggedRequest, Sandbox } from './harness.ts'
import { harborAndVale, juniper, larkspur } from './institutions.ts'

// Colours are judged as they are, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

const pageOf = {
  larkspur: `/service?institutionId=${larkspur}`,
  juniper: `/service?institutionId=${juniper}`,
  harbor: `/service?institutionId=${harborAndVale}`,
}

const users = (page: Page) => page.getByRole('rowheader')
const isUserSearch = ({ kind }: LoggedRequest) => kind === 'api:users'

async function tokensOf(sandbox: Sandbox): Promise<number> {
  return (await sandbox.counts())['token:client_credentials'] ?? 0
}

async function enterLarkspur(page: Page) {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
}

test('beside the accounts stands what the service account finds, and who asked for it', async ({
  page,
  sandbox,
}) => {
  await enterLarkspur(page)
  const before = (await sandbox.requests()).length
  await page.getByRole('navigation', { name: 'Institution' }).getByText('Service').click()

  await expect(page).toHaveURL(pageOf.larkspur)
  await expect(page).toHaveTitle('Service account · Larkspur Bank · Foyer')
  await expect(users(page)).toHaveCount(25)
  await expect(page.getByText('1–25 of 512').first()).toBeVisible()
  const authority = page.getByRole('region', { name: 'On whose authority' })
  await expect(authority).toContainText('Ada Okafor')
  await expect(authority).toContainText('your own grant for Larkspur Bank')
  await expect(authority).toContainText('foyer-service')
  await expect(authority).toContainText('https://jackhenry.com/consumer-user-search')
  await expect(authority).toContainText(/\d min \d+ s more/)

  const made = (await sandbox.requests()).slice(before)
  expect(made.filter(({ kind }) => kind.startsWith('api:'))).toMatchObject([
    { kind: 'api:users', clientId: 'foyer-service', status: 200 },
  ])
})

test('a search and its pages are in the address', async ({ page }) => {
  await enterLarkspur(page)
  await page.goto(pageOf.larkspur)
  await page.getByRole('link', { name: 'Next' }).click()
  await expect(page).toHaveURL(/offset=25/)
  await expect(page.getByText('26–50 of 512').first()).toBeVisible()

  await page.getByLabel('Search').fill('okonkwo')
  await page.getByRole('button', { name: 'Search' }).click()
  await expect(page).toHaveURL(/query=okonkwo/)
  await expect(users(page).first()).toContainText('Okonkwo')
  await page.getByLabel('Search').fill('nobody is called this')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name: 'Show all users' }).click()
  await expect(users(page)).toHaveCount(25)
  await page.goto(`${pageOf.larkspur}&offset=999999`)
  await page.getByRole('link', { name: 'Go to the first page' }).click()
  await expect(users(page)).toHaveCount(25)
})

test('a hundred pages in the life of a token make one token request', async ({ page, sandbox }) => {
  await enterLarkspur(page)
  await page.goto(pageOf.larkspur)
  const [tokens, calls] = [
    await tokensOf(sandbox),
    (await sandbox.requests()).filter(isUserSearch).length,
  ]

  for (let round = 0; round < 10; round++) {
    const pages = await Promise.all(
      Array.from({ length: 10 }, () => page.request.get(pageOf.larkspur)),
    )
    for (const answer of pages) expect(await answer.text()).toContain('of 512')
  }
  expect((await sandbox.requests()).filter(isUserSearch).length).toBe(calls + 100)
  expect(await tokensOf(sandbox)).toBe(tokens)
})

test('institutions do not share a token, and each is asked for its own users', async ({
  page,
  sandbox,
}) => {
  await enterLarkspur(page)
  await enter(page, 'Juniper Credit Union')
  await page.goto(pageOf.larkspur)
  const before = await tokensOf(sandbox)
  await page.goto(pageOf.juniper)

  await expect(page.getByText('1–25 of 287').first()).toBeVisible()
  expect((await tokensOf(sandbox)) - before).toBe(1)
  expect((await sandbox.requests()).filter(isUserSearch).at(-1)?.path).toContain(juniper)
})

test('without an institution in the address it is the first one that was entered', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await page.goto('/service')
  await expect(page).toHaveURL('/institutions?for=service')
  await expect(page.getByText('that you have entered yourself')).toBeVisible()

  await enter(page, 'Juniper Credit Union')
  await page.goto('/service')
  await expect(page.getByText('1–25 of 287').first()).toBeVisible()
})

test('who is not signed in has to, and then sees it', async ({ page, sandbox }) => {
  const before = (await sandbox.requests()).filter(isUserSearch).length
  await page.goto('/service')
  await expect(page.getByLabel('Password')).toBeVisible()
  await page.goto(pageOf.larkspur)
  await expect(page.getByLabel('Password')).toBeVisible()

  expect((await sandbox.requests()).filter(isUserSearch).length).toBe(before)
})

test('who is no member of an institution sees none of its users', async ({ page, sandbox }) => {
  await signIn(page, people.ben)
  await enter(page, 'Larkspur Bank')
  const before = (await sandbox.requests()).filter(isUserSearch).length
  await page.goto(pageOf.juniper)

  await expect(page).toHaveURL(/\/problem\//)
  expect((await sandbox.requests()).filter(isUserSearch).length).toBe(before)
})

test('a service account without the permission is told apart from one without the scope', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Harbor & Vale Trust')
  await page.goto(pageOf.harbor)

  await expect(page.getByText('The service account is not permitted to see people')).toBeVisible()
  await expect(page.getByRole('region', { name: 'On whose authority' })).toContainText(
    'consumer-user-search',
  )
  await expect(users(page)).toHaveCount(0)
})

test('an API that is busy for a moment is asked again, and the page comes', async ({
  page,
  sandbox,
}) => {
  await enterLarkspur(page)
  await sandbox.order({ busy: 1 })
  await page.goto(pageOf.larkspur)

  await expect(users(page)).toHaveCount(25)
})

test('an address that makes no sense answers 400, and nobody is asked', async ({
  page,
  sandbox,
}) => {
  await enterLarkspur(page)
  const before = (await sandbox.requests()).filter(isUserSearch).length

  for (const [query, words] of [
    [`query=${'x'.repeat(101)}`, 'Use at most 100 characters.'],
    ['offset=-1', 'There is no such page of the list.'],
    ['institutionId=twice', 'Name one institution only.'],
  ] as const) {
    const response = await page.goto(`${pageOf.larkspur}&${query}`)
    expect(response?.status(), query).toBe(400)
    await expect(page.getByRole('main').getByRole('alert')).toContainText(words)
  }
  expect((await sandbox.requests()).filter(isUserSearch).length).toBe(before)
})

test('the page is for everybody', async ({ page }) => {
  test.slow()
  await enterLarkspur(page)
  await enter(page, 'Harbor & Vale Trust')
  const addresses = [
    pageOf.larkspur,
    `${pageOf.larkspur}&query=zzz`,
    `${pageOf.larkspur}&offset=-1`,
    pageOf.harbor,
  ]
  const states = addresses.map((it) => [it, ['Service account', () => page.goto(it)]] as const)
  await expectAllForEverybody(page, Object.fromEntries(states))
})

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('the users are there, and a search finds some', async ({ page }) => {
    await enterLarkspur(page)
    await page.getByRole('link', { name: 'Service' }).click()
    await expect(users(page)).toHaveCount(25)
    await page.getByLabel('Search').fill('okonkwo')
    await page.getByRole('button', { name: 'Search' }).click()

    await expect(page).toHaveURL(/institutionId=.*query=okonkwo/)
    await expect(users(page).first()).toContainText('Okonkwo')
    await expect(page.getByText('Loading…')).toBeHidden()
  })
})

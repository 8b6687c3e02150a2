import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { barriers, narrow } from './barriers.ts'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import { larkspur } from './institutions.ts'

test.use({ appEnv: { FLOW_INSPECTOR: 'on' } })

const project = join(import.meta.dirname, '..')

/** To the newest flow that is called so. */
async function openFlow(page: Page, title: string): Promise<void> {
  await page.goto('/inspector')
  await page.getByRole('link', { name: title }).first().click()
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible()
}

/** The line of this repository that a page says did it. */
async function lineNamed(page: Page): Promise<string> {
  const help = page.getByRole('complementary', { name: 'What this is for' })
  const [, file = '', line] =
    /((?:app|lib)\/\S+?\.tsx?):(\d+)/.exec((await help.textContent()) ?? '') ?? []
  return readFileSync(join(project, file), 'utf8').split('\n')[Number(line) - 1] ?? ''
}

function folded(page: Page, text: string) {
  return page.locator('summary').filter({ hasText: text })
}

async function overflow(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
}

test('a flow is drawn between browser, Foyer, authorization server and API', async ({ page }) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await page.getByRole('link', { name: 'Inspector' }).click()

  const flow = page.getByRole('link', { name: 'Institution entered: Larkspur Bank' })
  await expect(flow).toContainText('completed')
  await expect(flow).toContainText(/3 front.*3 back.*16 checks passed/)
  expect(await barriers(page)).toEqual([])
  await flow.click()

  const order = page.getByRole('list', { name: 'What happened, in order' })
  await expect(order).toContainText('at the authorization server, which Foyer cannot see')
  const said = await order.getByRole('link').allTextContents()
  expect(said.join('\n')).toMatch(
    new RegExp(
      [
        'Front channel, .*Browser to Foyer: GET /auth/authorize',
        'Front channel, .*Foyer to Browser: 303 See Other.*Browser to Authorization server: GET …/auth',
        'Front channel, .*Authorization server to Browser.*Browser to Foyer: GET /auth/callback',
        'Back channel, .*Foyer to Authorization server: POST …/token',
        'Back channel, .*Foyer to API: GET …/institutions',
      ].join('[^]*'),
    ),
  )

  const unseen = page.getByRole('region', { name: 'What the browser never saw' })
  await expect(unseen.getByRole('listitem')).toHaveText([
    /^2access tokens/,
    /^1ID token/,
    /^1refresh token/,
    /^1code verifier/,
    /^1client assertion/,
  ])

  await folded(page, '10 checks passed').click()
  await expect(page.getByRole('link', { name: 'passed: institution' })).toBeVisible()
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize(narrow)
  expect(await overflow(page)).toBe(0)
})

test('a token request shows what belongs together, whose code it is, and what the tokens say', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await openFlow(page, 'Institution entered: Larkspur Bank')
  await page.getByRole('link', { name: 'POST …/token' }).click()

  await expect(page.getByRole('region', { name: 'Foyer asks' })).toContainText(
    /code_verifier=●●● .*43 characters/,
  )
  const together = page.getByRole('region', { name: 'What belongs together' })
  await expect(together.getByText('is the same')).toHaveCount(3)
  expect(await lineNamed(page)).toContain("callOptions('token request'")
  await expect(page.getByRole('link', { name: 'RFC 7636 §4.5' })).toBeVisible()

  const access = page.getByRole('region', { name: 'access token mark' })
  await expect(access).toContainText(/(10 min|9 min 5\d s) left at that moment/)
  await expect(access).toContainText('The institution the token is for.')
  await access.getByRole('link', { name: 'Institution Zero' }).first().click()
  const difference = access.getByRole('region', { name: 'What differs' })
  await expect(difference.getByRole('row', { name: 'institutionId' })).toContainText(larkspur)
  expect(await barriers(page)).toEqual([])
  await page.setViewportSize(narrow)
  expect(await overflow(page)).toBe(0)
})

test('every step of a flow has words, and a line of this repository that does it', async ({
  page,
}) => {
  test.slow()
  await signIn(page, people.ben)
  await openFlow(page, 'Sign-in')
  await page.getByRole('link', { name: 'GET /auth/authorize' }).click()

  const next = page.locator('a[rel=next]')
  for (let step = 1; ; step += 1) {
    await expect(page.getByText(`Step ${step} of`)).toBeVisible()
    expect([page.url(), await lineNamed(page)]).not.toEqual([page.url(), ''])
    if ((await next.count()) === 0) break
    const before = page.url()
    await next.click()
    await page.waitForURL((url) => url.href !== before)
  }
  await page.locator('a[rel=prev]').click()
  await expect(page.locator('a[rel=next]')).toBeVisible()
})

test('a check that fails is drawn where it failed, and says the same as the problem page', async ({
  page,
}) => {
  await page.goto('/auth/authorize')
  await page.goto('/auth/callback?code=stolen&state=of-somebody-else')
  const reference = (await page.getByText(/^[0-9a-f]{4}-[0-9a-f]{4}$/).textContent()) ?? ''

  await page.goto('/inspector')
  await page.getByRole('link', { name: 'refused: stale-sign-in' }).click()
  await expect(page.getByRole('main')).toContainText(reference)
  await page.getByRole('link', { name: 'failed: state is of this browser' }).click()

  await expect(page.getByRole('heading', { name: 'It does not hold' })).toBeVisible()
  expect(await lineNamed(page)).toContain("check('state is of this browser'")
  await expect(page.getByRole('main')).not.toContainText('of-somebody-else')
})

test.describe('with JavaScript off', () => {
  test.use({ javaScriptEnabled: false })

  test('timeline, diagram and steps can be read', async ({ page }) => {
    await signIn(page, people.ben)
    await openFlow(page, 'Sign-in')
    await folded(page, '5 checks passed').click()
    await page.getByRole('link', { name: 'passed: iss is there' }).click()
    await expect(page.getByRole('heading', { name: 'It holds' })).toBeVisible()
    await page.locator('a[rel=next]').click()
    await expect(page.getByRole('heading', { name: 'Check: authorization response' })).toBeVisible()
  })
})

test('the diagram is walked through with the keyboard alone', async ({ page }) => {
  await signIn(page, people.ben)
  await openFlow(page, 'Sign-in')
  await page.getByRole('link', { name: 'GET /auth/callback' }).focus()
  await page.keyboard.press('Tab')
  await expect(folded(page, '5 checks passed')).toBeFocused()
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'passed: state is of this browser' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Check: state is of this browser' })).toBeVisible()
})

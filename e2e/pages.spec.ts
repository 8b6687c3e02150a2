import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { problems } from '#lib/errors/problems.ts'
import { answerSandbox, enter, expect, people, signIn, test } from './fixtures.ts'
import { expectAllForEverybody, type State } from './for-everybody.ts'
import { accountsOf } from './institutions.ts'
import { password, secondFactorCode } from './people.ts'
import { watchViolations } from './violations.ts'

// Every page and state: accessible in both colour schemes, within its own policy, and at home on a phone.

// Colours are judged as they are, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } })
// Each is a walk past many pages: most of the time they take is for signing in.
test.slow()

const front = /without handing anyone your password/
const nothing = 'There is nothing at this address'
const picker = 'Choose an institution'
const openMenu = (page: Page, name: string) =>
  page.getByRole('banner').locator('summary').filter({ hasText: name }).click()

test('pages of who is not signed in are for everybody', async ({ page }) => {
  await expectAllForEverybody(page, {
    'the front page': [front, () => page.goto('/')],
    'after signing out': ['You are signed out of Foyer', () => page.goto('/signed-out')],
    'after the end of a session': [
      'Your session has ended',
      () => page.goto('/signed-out?reason=idle&returnTo=/profile'),
    ],
    'a page that is not there': [nothing, () => page.goto('/nowhere')],
    'a problem unheard of': [nothing, () => page.goto('/problem/boredom')],
  })
})

test('every problem is explained to everybody', async ({ page }) => {
  const states = Object.entries(problems).map(([code, { title }]): [string, State] => [
    code,
    [title, () => page.goto(`/problem/${code}?ref=0123-abcd`)],
  ])
  await expectAllForEverybody(page, Object.fromEntries(states))
})

test('pages of who is signed in, and of an institution, are for everybody', async ({ page }) => {
  await expectAllForEverybody(page, {
    'the picker': [picker, () => signIn(page, people.ada)],
    'a search that finds no institution': [
      picker,
      async () => {
        await page.goto('/institutions?query=zzz')
        await expect(page.getByText('No institution matches')).toBeVisible()
      },
    ],
    'the front page': [front, () => page.goto('/')],
    'a problem': [problems['wrong-person'].title, () => page.goto('/problem/wrong-person')],
    'not signed out yet': ['You are still signed in', () => page.goto('/signed-out')],
    'the sandbox asking for consent': [
      'Allow Foyer?',
      async () => {
        await page.goto('/institutions')
        await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()
      },
    ],
    accounts: [
      'Accounts',
      async () => {
        await page.getByRole('button', { name: 'Allow' }).click()
        await expect(page.getByRole('row').nth(1)).toBeVisible()
      },
    ],
    'a search that finds no account': [
      'Accounts',
      async () => {
        await page.goto(`${accountsOf.larkspur}?query=zzz&status=Closed`)
        await expect(page.getByText('No account matches')).toBeVisible()
      },
    ],
    'an account': [
      /./,
      async () => {
        await page.goto(accountsOf.larkspur)
        await page.getByRole('rowheader').getByRole('link').first().click()
        await page.waitForURL('**/accounts/*')
        await expect(page.getByRole('heading', { name: 'Available now' })).toBeVisible()
      },
    ],
    'a menu of institutions': [
      'Accounts',
      async () => {
        await enter(page, 'Juniper Credit Union')
        await openMenu(page, 'Juniper Credit Union')
        await expect(page.getByRole('link', { name: 'Larkspur Bank' })).toBeVisible()
      },
    ],
    'a menu of the person': [
      'Accounts',
      async () => {
        await openMenu(page, 'Ada Okafor')
        await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
      },
    ],
    'the profile': ['Profile', () => page.goto('/profile')],
    'the sandbox asking whether to sign out': [
      'Sign out?',
      () => page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }).click(),
    ],
  })
})

test('who may enter nothing, or see no account, is told so for everybody', async ({ page }) => {
  const refused = page.getByRole('alert').filter({ hasText: problems['not-permitted'].title })
  await expectAllForEverybody(page, {
    'no institution': ['No institution is open to you yet', () => signIn(page, people.noor)],
    'accounts that are not shown': [
      'Accounts',
      async () => {
        await page.context().clearCookies()
        await signIn(page, people.ivy)
        await enter(page, 'Harbor & Vale Trust')
        await expect(refused).toBeVisible()
      },
    ],
  })
})

test('the sandbox asks everybody', async ({ page }) => {
  const signInAs = async (email: string, secret: string) => {
    await page.getByLabel('E-mail').fill(email)
    await page.getByLabel('Password').fill(secret)
    await page.getByRole('button', { name: 'Sign in' }).click()
  }
  await expectAllForEverybody(page, {
    'for a password': ['Sign in', () => page.goto('/auth/authorize')],
    'for another one': [
      'Sign in',
      async () => {
        await signInAs(people.ada, 'wrong')
        await expect(page.getByRole('alert')).toBeVisible()
      },
    ],
    'for a code': [
      'Enter your code',
      async () => {
        await signInAs(people.mei, password)
        await expect(page.getByText(secondFactorCode)).toBeVisible()
      },
    ],
  })
})

test('moving around with the router stays within the policy', async ({ page }) => {
  const violations = await watchViolations(page)
  await page.goto('/')
  await page.getByLabel('Work e-mail').fill(people.ada)
  await page.getByRole('button', { name: 'Continue' }).click()
  await answerSandbox(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await page.getByRole('rowheader').getByRole('link').first().click()
  await page.getByRole('link', { name: 'All accounts' }).click()
  await page.getByLabel('Search', { exact: true }).fill('zzz')
  await page.getByRole('button', { name: 'Search' }).click()
  await page.getByRole('link', { name: 'Show all accounts' }).click()
  await page.getByRole('banner').getByText('Larkspur Bank').first().click()
  await page.getByRole('link', { name: 'All institutions' }).click()
  await expect(page.getByRole('heading', { name: 'Choose an institution' })).toBeVisible()

  expect(violations).toEqual([])
})

const scored = ['/', '/problem/stale-sign-in', '/institutions', accountsOf.larkspur] as const

test('pages bring little of their own: few scripts, no font, and no picture but their icon', async ({
  page,
}) => {
  const { rootMainFiles } = JSON.parse(readFileSync('.next/build-manifest.json', 'utf8'))
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  for (const address of scored) {
    await page.goto(address)
    const entries = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map((it) => ({
        path: new URL(it.name).pathname,
        bytes: it.encodedBodySize,
      })),
    )

    expect(entries.map(({ path }) => path.split('.').at(-1))).not.toContain('woff2')
    expect(await page.locator('img, picture, video').count()).toBe(0)
    const scripts = entries.filter(({ path }) => path.endsWith('.js'))
    const own = scripts.filter(({ path }) => !rootMainFiles.includes(path.slice('/_next/'.length)))
    expect(own.length).toBeLessThan(scripts.length)
    const bytes = own.reduce((sum, it) => sum + it.bytes, 0)
    expect(bytes, address).toBeGreaterThan(0)
    expect(bytes, address).toBeLessThan(15_000)
  }
})

test('browsers compile scripts as they arrive, and make no formatter that may never be needed', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const { DateTimeFormat } = Intl
    Object.assign(window, { formatters: 0 })
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct(target, given) {
        Object.assign(window, { formatters: Reflect.get(window, 'formatters') + 1 })
        return new target(...given)
      },
    })
  })
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  for (const address of scored) {
    await page.goto(address, { waitUntil: 'networkidle' })
    expect(await page.evaluate('formatters'), address).toBe(0)

    const scripts = await page
      .locator('script[src]')
      .evaluateAll((found) => found.map((it) => (it as HTMLScriptElement).src))
    expect(scripts.length).toBeGreaterThan(0)
    for (const script of scripts) {
      const [first] = (await (await page.request.get(script)).text()).split('\n', 1)
      expect(first).toBe('//# allFunctionsCalledOnLoad')
    }
  }
})

test('a page that broke its policy would be told', async ({ page }) => {
  const violations = await watchViolations(page)
  await page.goto('/')

  await page.evaluate(() => {
    const image = document.createElement('img')
    image.src = 'https://evil.test/pixel.gif'
    document.body.append(image)
  })

  await expect
    .poll(() => violations.join())
    .toContain('img-src forbids https://evil.test/pixel.gif')
})

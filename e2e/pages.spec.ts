import type { Page } from '@playwright/test'
import { problems } from '#lib/errors/problems.ts'
import { barriers, narrow } from './barriers.ts'
import { answerSandbox, enter, expect, people, signIn, test } from './fixtures.ts'
import { accountsOf } from './institutions.ts'
import { password, secondFactorCode } from './people.ts'
import { watchViolations } from './violations.ts'

// Every page and state: accessible in both colour schemes, within its own policy, and at home on a phone.

// Colours are judged as they are, not on their way from light to dark.
test.use({ contextOptions: { reducedMotion: 'reduce' } })

type State = readonly [
  title: string,
  heading: string | RegExp,
  show: (page: Page) => Promise<unknown>,
]

const states: readonly State[] = [
  ['the front page', /without handing anyone your password/, (page) => page.goto('/')],
  ['the page after signing out', 'You are signed out of Foyer', (page) => page.goto('/signed-out')],
  [
    'the page after the end of a session',
    'Your session has ended',
    (page) => page.goto('/signed-out?reason=idle&returnTo=/profile'),
  ],
  ['a page that is not there', 'There is nothing at this address', (page) => page.goto('/nowhere')],
  [
    'a problem unheard of',
    'There is nothing at this address',
    (page) => page.goto('/problem/boredom'),
  ],
  ...Object.entries(problems).map(
    ([code, { title }]): State => [
      `the problem ${code}`,
      title,
      (page) => page.goto(`/problem/${code}?ref=0123-abcd`),
    ],
  ),

  [
    'the front page of who is signed in',
    /without handing anyone your password/,
    async (page) => {
      await signIn(page, people.ada)
      await page.goto('/')
    },
  ],
  [
    'a problem of who is signed in',
    problems['wrong-person'].title,
    async (page) => {
      await signIn(page, people.ada)
      await page.goto('/problem/wrong-person')
    },
  ],
  [
    'the page after signing out, without having signed out',
    'You are still signed in',
    async (page) => {
      await signIn(page, people.ada)
      await page.goto('/signed-out')
    },
  ],
  ['the picker', 'Choose an institution', (page) => signIn(page, people.ada)],
  [
    'the picker, with a search that finds nothing',
    'Choose an institution',
    async (page) => {
      await signIn(page, people.ada)
      await page.goto('/institutions?query=zzz')
      await expect(page.getByText('No institution matches')).toBeVisible()
    },
  ],
  [
    'the picker of who may enter none',
    'No institution is open to you yet',
    (page) => signIn(page, people.noor),
  ],
  [
    'the profile',
    'Profile',
    async (page) => {
      await signIn(page, people.ada)
      await enter(page, 'Larkspur Bank')
      await page.goto('/profile')
    },
  ],
  [
    'accounts',
    'Accounts',
    async (page) => {
      await signIn(page, people.ada)
      await enter(page, 'Larkspur Bank')
      await expect(page.getByRole('row').nth(1)).toBeVisible()
    },
  ],
  [
    'accounts, with a search that finds nothing',
    'Accounts',
    async (page) => {
      await signIn(page, people.ada)
      await enter(page, 'Larkspur Bank')
      await page.goto(`${accountsOf.larkspur}?query=zzz&status=Closed`)
      await expect(page.getByText('No account matches')).toBeVisible()
    },
  ],
  [
    'accounts, with an institution menu that is open',
    'Accounts',
    async (page) => {
      await signIn(page, people.ada)
      await enter(page, 'Larkspur Bank')
      await enter(page, 'Juniper Credit Union')
      await page.getByRole('banner').getByText('Juniper Credit Union').first().click()
      await expect(page.getByRole('link', { name: 'Larkspur Bank' })).toBeVisible()
    },
  ],
  [
    'accounts, with a person menu that is open',
    'Accounts',
    async (page) => {
      await signIn(page, people.ada)
      await enter(page, 'Larkspur Bank')
      await page.getByText('Ada Okafor').first().click()
      await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible()
    },
  ],
  [
    'accounts that the institution does not show',
    'Accounts',
    async (page) => {
      await signIn(page, people.ivy)
      await enter(page, 'Harbor & Vale Trust')
      const { title } = problems['not-permitted']
      await expect(page.getByRole('alert').filter({ hasText: title })).toBeVisible()
    },
  ],
  [
    'an account',
    /./,
    async (page) => {
      await signIn(page, people.ada)
      await enter(page, 'Larkspur Bank')
      await page.getByRole('rowheader').getByRole('link').first().click()
      await page.waitForURL('**/accounts/*')
      await expect(page.getByRole('heading', { name: 'Available now' })).toBeVisible()
    },
  ],

  ['the sandbox asking for a password', 'Sign in', (page) => page.goto('/auth/authorize')],
  [
    'the sandbox refusing a password',
    'Sign in',
    async (page) => {
      await page.goto('/auth/authorize')
      await page.getByLabel('E-mail').fill(people.ada)
      await page.getByLabel('Password').fill('wrong')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByRole('alert')).toBeVisible()
    },
  ],
  [
    'the sandbox asking for a code',
    'Enter your code',
    async (page) => {
      await page.goto('/auth/authorize')
      await page.getByLabel('E-mail').fill(people.mei)
      await page.getByLabel('Password').fill(password)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await expect(page.getByText(secondFactorCode)).toBeVisible()
    },
  ],
  [
    'the sandbox asking for consent',
    'Allow Foyer?',
    async (page) => {
      await signIn(page, people.ada)
      await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()
    },
  ],
  [
    'the sandbox asking whether to sign out',
    'Sign out?',
    async (page) => {
      await signIn(page, people.ada)
      await page.getByText('Ada Okafor').first().click()
      await page.getByRole('button', { name: 'Sign out' }).click()
    },
  ],
]

for (const [title, heading, show] of states) {
  test(`${title}: for everybody, in light and dark, and on a narrow screen`, async ({ page }) => {
    const violations = await watchViolations(page)

    await show(page)
    await expect(page.getByRole('heading', { name: heading }).first()).toBeVisible()

    await page.emulateMedia({ colorScheme: 'light' })
    expect(await barriers(page), 'light').toEqual([])
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.setViewportSize(narrow)
    expect(await barriers(page), 'dark and narrow').toEqual([])
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(narrow.width)
    expect(violations).toEqual([])
  })
}

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

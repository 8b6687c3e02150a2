import type { Page } from '@playwright/test'
import { enter, expect, people, signIn, test } from './fixtures.ts'
import { accountsOf } from './institutions.ts'
import { expectArrival, goTo, use } from './keyboard.ts'
import { password } from './people.ts'

// What axe cannot see: the way with the keyboard, where the focus goes, and what people change for themselves.

const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const personMenu = (page: Page) => page.locator('summary').filter({ hasText: 'Ada Okafor' })

test('everything a person does here is done with the keyboard, and seen on the way', async ({
  page,
}) => {
  test.slow()
  await page.goto('/')
  await goTo(page, page.getByLabel('Work e-mail'))
  await page.keyboard.type(people.ada)
  await page.keyboard.press('Enter')
  await goTo(page, page.getByLabel('Password'))
  await page.keyboard.type(password)
  await page.keyboard.press('Enter')
  await use(page, button(page, 'Allow'))
  await use(page, link(page, 'Enter Larkspur Bank'))
  await use(page, button(page, 'Allow'))

  await goTo(page, page.getByLabel('Search', { exact: true }))
  await page.keyboard.type('volunteer')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/accounts?query=volunteer*')
  await use(page, page.getByRole('link', { name: /Volunteer Fire/ }))
  await expectArrival(page, /^Account · Larkspur Bank/)

  await use(page, link(page, 'Change the name'))
  await expectArrival(page, /^Change the name · Larkspur Bank/)
  await goTo(page, page.getByLabel('Account name'))
  await page.keyboard.press('Delete')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main').getByRole('alert')).toBeFocused()
  await expect(page).toHaveTitle(/^Error: Change the name/)
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Account name')).toBeFocused()
  await page.keyboard.type('Volunteers')
  await page.keyboard.press('Enter')
  await use(page, button(page, 'Allow'))
  await expect(page.getByText('Foyer may change accounts now')).toBeFocused()
  await use(page, button(page, 'Save'))
  await expect(page.getByText('Saved.')).toBeFocused()

  await use(page, link(page, 'Service'), 'Shift+Tab')
  await expectArrival(page, /^Service account · Larkspur Bank/)
  await goTo(page, page.getByLabel('Search', { exact: true }))
  await page.keyboard.type('okonkwo')
  await page.keyboard.press('Enter')
  await page.waitForURL('**/service?*query=okonkwo')
  await expect(page.getByRole('rowheader').first()).toContainText('Okonkwo')

  await use(page, personMenu(page))
  await goTo(page, link(page, 'Profile'))
  await page.keyboard.press('Escape')
  await expect(personMenu(page)).toBeFocused()
  await expect(link(page, 'Profile')).toBeHidden()
  await page.keyboard.press('Enter')
  await use(page, link(page, 'Profile'))
  await expectArrival(page, /^Profile/)
  await use(page, page.getByRole('main').getByRole('button', { name: 'Sign out', exact: true }))
  await use(page, button(page, 'Yes, sign out'))
  await expect(page.getByRole('heading', { name: 'You are signed out of Foyer' })).toBeVisible()
})

test('pages of a list differ by title, and a menu that is left covers nothing', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')

  // First on every page is the way past what all pages have.
  await page.keyboard.press('Tab')
  await expect(link(page, 'Skip to content')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('main')).toBeFocused()
  await goTo(page, page.getByLabel('Search', { exact: true }))

  await page.getByRole('link', { name: 'Next' }).press('Enter')
  await expectArrival(page, /^Accounts, from 26 · Larkspur Bank/)
  // The router itself does not know the way back to where a link within a page led.
  await page.goBack()
  await expect(page).toHaveTitle(/^Accounts · Larkspur Bank/)
  await expect(page.getByText('1–25 of 41').first()).toBeVisible()

  const institutionMenu = page.locator('summary').filter({ hasText: 'Larkspur Bank' })
  await use(page, institutionMenu, 'Shift+Tab')
  const others = link(page, 'All institutions')
  await goTo(page, others)
  await goTo(page, link(page, 'Accounts'))
  await expect(others).toBeHidden()
  await institutionMenu.click()
  await expect(others).toBeVisible()
  await page.getByRole('heading', { name: 'Accounts' }).click({ position: { x: 2, y: 30 } })
  await expect(others).toBeHidden()
})

test('with colours of one’s own, controls have edges, and the focus shows', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.goto('/')
  expect(await page.evaluate(withoutEdge)).toEqual([])
  await goTo(page, button(page, 'Continue'))
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await page.goto(`${accountsOf.larkspur}?query=${'x'.repeat(101)}`)
  expect(await page.evaluate(withoutEdge)).toEqual([])
  await expect(page.getByText('Error: Use at most 100 characters.')).toBeVisible()
  await goTo(page, page.getByLabel('Status'))

  // Colour is never the only sign of what state an account is in.
  await page.goto(`${accountsOf.larkspur}?status=Dormant`)
  await expect(page.getByRole('cell', { name: 'Dormant' }).first()).toBeVisible()
})

test('nothing moves for who wants no motion, and only a little for anybody else', async ({
  page,
}) => {
  await page.emulateMedia({ reducedMotion: 'no-preference' })
  await page.goto('/')
  expect(await page.evaluate(motions)).toEqual(['0.12s'])
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await page.evaluate(motions)).toEqual([])
})

/** Runs in the page: controls that would be told from text by their background alone. */
function withoutEdge(): string[] {
  return [...document.querySelectorAll('.button, .field')]
    .filter((it) => Number.parseFloat(getComputedStyle(it).borderTopWidth) === 0)
    .map((it) => it.outerHTML)
}

/** Runs in the page: how long anything takes to change. */
function motions(): string[] {
  const all = [...document.querySelectorAll('*')].flatMap((it) => {
    const { transitionDuration, animationName, animationDuration } = getComputedStyle(it)
    return [...transitionDuration.split(', '), animationName === 'none' ? '0s' : animationDuration]
  })
  return [...new Set(all)].filter((it) => Number.parseFloat(it) > 0)
}

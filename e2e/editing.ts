import type { Page } from '@playwright/test'
import { enter, expect, people, signIn } from './fixtures.ts'
import { accountsOf } from './institutions.ts'

/** What a journey says when it changes an account at Larkspur Bank. */

export async function openAccount(page: Page, name: string): Promise<void> {
  await page.goto(`${accountsOf.larkspur}?query=${encodeURIComponent(name)}`)
  await page.getByRole('link', { name, exact: true }).click()
  await expect(about(page)).toBeVisible()
}

/** From the front page to a form, in a session that may only look so far. */
export async function openForm(
  page: Page,
  account: string,
  form: string,
  email: string = people.ada,
): Promise<void> {
  await signIn(page, email)
  await enter(page, 'Larkspur Bank')
  await openAccount(page, account)
  await page.getByRole('link', { name: form }).click()
  await expect(page.getByRole('heading', { name: form })).toBeVisible()
}

/** Saves for the first time in a session: the consent that comes first, and the form again. */
export async function saveWithConsent(page: Page): Promise<void> {
  await save(page)
  await page.getByRole('button', { name: 'Allow' }).click()
  await expect(notice(page)).toContainText('Foyer may change accounts now')
  await save(page)
}

export const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
export const about = (page: Page) => page.getByRole('region', { name: 'About this account' })
/** What a form that came back says first. */
export const summary = (page: Page) => page.getByRole('main').getByRole('alert')
export const notice = (page: Page) => page.getByRole('main').getByRole('status')

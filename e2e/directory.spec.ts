import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { institutions } from '../scripts/sandbox-institutions.ts'
import { expect, people, signIn, test } from './fixtures.ts'
import { temporaryFolder } from './harness.ts'

// The file is the directory: everybody is offered what it names, and by its names.

const [larkspur, juniper] = institutions
const file = join(temporaryFolder('directory'), 'institutions.json')
const strange = '\u202e<b>Larkspur</b> by the river'
const entries = [
  { institutionId: larkspur.institutionId, name: strange },
  { institutionId: juniper.institutionId, name: 'בנק הגליל' },
  ...Array.from({ length: 4_998 }, (_, index) => ({
    institutionId: `not-there-${index}`,
    name: `Savings Bank No. ${index}`,
  })),
]
writeFileSync(file, JSON.stringify(entries))

test.use({ appEnv: { INSTITUTIONS_FILE: file, INSTITUTION_DIRECTORY: 'file' } })

const shownName = '<b>Larkspur</b> by the river'

async function enterFirst(page: Page): Promise<void> {
  await page.getByRole('link', { name: `Enter ${shownName}` }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL('**/accounts')
}

test('the resource API is not asked, and the names are those of the file', async ({
  page,
  sandbox,
}) => {
  const asked = async () => (await sandbox.counts())['api:directory'] ?? 0
  const before = await asked()
  await signIn(page, people.noor)

  await expect(page.getByText('1–25 of 5000')).toBeVisible()
  await expect(page.getByText(shownName, { exact: true }).first()).toBeVisible()
  await expect(page.locator('bdi', { hasText: 'בנק הגליל' }).first()).toBeVisible()
  expect(await asked()).toBe(before)
})

test('being offered an institution opens none of it', async ({ page }) => {
  await signIn(page, people.noor)
  await page.getByRole('link', { name: `Enter ${shownName}` }).click()
  await expect(page.getByRole('heading', { name: 'Accounts' })).toBeHidden()
  expect((await (await page.request.get('/auth/session')).json()).institutions).toHaveLength(1)
})

test('a shared link to an institution finds the name of the file', async ({ page }) => {
  await signIn(page, people.ada)
  await page.goto(`/institutions/${larkspur.institutionId}/accounts`)
  await page.getByRole('button', { name: 'Allow' }).click()

  await expect(page.getByRole('banner')).toContainText('Larkspur</b> by the river')
  const { institutions: entered } = await (await page.request.get('/auth/session')).json()
  expect(entered).toContainEqual(expect.objectContaining({ name: strange.trim() }))
})

test('an institution that the file does not name is unknown', async ({ page }) => {
  await signIn(page, people.ada)
  await page.goto(`/institutions/${institutions[2].institutionId}/accounts`)
  await expect(page).toHaveURL(/\/problem\/unknown-institution/)
})

test('the menu of a page offers what was entered, and leaves thousands to the picker', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await enterFirst(page)
  const menu = page.getByRole('banner')
  await menu.getByText('by the river').click()
  await expect(menu.getByRole('listitem')).toHaveCount(0)
  await menu.getByRole('link', { name: 'All institutions' }).click()

  await page.getByRole('link', { name: 'Enter בנק הגליל' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(`**/${juniper.institutionId}/accounts`)
  await menu.getByText('בנק הגליל').click()
  await menu.getByRole('listitem').getByRole('link', { name: shownName }).click()
  await expect(page).toHaveURL(new RegExp(larkspur.institutionId))
})

test('an engineer is told which reading is in force', async ({ page }) => {
  await signIn(page, people.ada)
  const summary = page.getByText('How institutions are chosen here')
  await summary.click()

  const told = page.getByRole('group').filter({ has: summary })
  await expect(told).toContainText('One client for all, and a parameter of the request')
  await expect(told).toContainText('Clientfoyer')
  await expect(told).toContainText('Parameter sentinstitutionId')
  await expect(told).toContainText('INSTITUTION_DIRECTORY=file')
})

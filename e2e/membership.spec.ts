import { enter, expect, people, signIn, test } from './fixtures.ts'
import { larkspur } from './institutions.ts'

test.afterEach(async ({ sandbox }) => sandbox.order({ reset: true }))

test('who loses a membership between the list and the choice is told so, and stays signed in', async ({
  page,
  sandbox,
}) => {
  await signIn(page, people.ada)
  await expect(page.getByRole('link', { name: 'Enter Larkspur Bank' })).toBeVisible()
  await sandbox.order({
    membership: { email: people.ada, institutionId: larkspur, permission: null },
  })
  const before = await (await page.request.get('/auth/session')).json()

  await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()

  await expect(page).toHaveURL(/\/problem\/not-a-member\?ref=/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(
    'This institution is no longer open to you',
  )
  expect(await (await page.request.get('/auth/session')).json()).toEqual(before)
  await page.getByRole('link', { name: 'Choose an institution' }).click()
  await expect(page.getByRole('link', { name: 'Enter Juniper Credit Union' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Enter Larkspur Bank' })).toBeHidden()
})

test('a refusal of consent is told as one, as long as the directory lists the institution', async ({
  page,
}) => {
  await signIn(page, people.ada)
  await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()
  await page.getByRole('button', { name: 'Deny' }).click()

  await expect(page).toHaveURL(/\/problem\/access-denied\?ref=/)
})

test('a directory that is down when the server says no changes nothing about the answer', async ({
  page,
  sandbox,
}) => {
  await signIn(page, people.ada)
  await sandbox.order({ directory: 'down' })
  await page.goto(`/auth/authorize?institutionId=${larkspur}`)
  await page.getByRole('button', { name: 'Deny' }).click()

  await expect(page).toHaveURL(/\/problem\/access-denied\?ref=/)
})

test('one institution lost leaves the other open', async ({ page, context, sandbox }) => {
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  const other = await context.newPage()
  await enter(other, 'Juniper Credit Union')

  await sandbox.order({
    membership: { email: people.ada, institutionId: larkspur, permission: 'none' },
  })
  await page.reload()
  await other.reload()

  await expect(page.getByText('More consent would not help')).toBeVisible()
  await expect(other.getByRole('row').filter({ hasText: 'Greenhouse Savings' })).toBeVisible()
})

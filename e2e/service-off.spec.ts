import { enter, expect, people, signIn, test } from './fixtures.ts'
import { larkspur } from './institutions.ts'

test.use({ appEnv: { SERVICE_CLIENT_ID: '', SERVICE_CLIENT_KEYS_FILE: '' } })

test('without a service account nothing points to it, and its page says what to set', async ({
  page,
  sandbox,
}) => {
  await page.goto('/service')
  await expect(page.getByLabel('Password')).toBeVisible()
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')
  await expect(page.getByRole('link', { name: 'Service' })).toHaveCount(0)

  const before = (await sandbox.requests()).length
  for (const address of ['/service', `/service?institutionId=${larkspur}`]) {
    expect((await page.goto(address))?.status()).toBe(200)
    await expect(page.getByText('nothing was asked of anybody')).toBeVisible()
    await expect(page.getByText('SERVICE_CLIENT_KEYS_FILE', { exact: true })).toBeVisible()
  }
  expect((await sandbox.requests()).length).toBe(before)
})

import { enter, expect, people, signIn, test } from './fixtures.ts'
import { juniper } from './institutions.ts'

test.use({ profile: 'clients' })

test('an institution with a service account of its own is asked by that, with a token that names it', async ({
  page,
  sandbox,
}) => {
  await signIn(page, people.ada)
  await enter(page, 'Juniper Credit Union')
  await page.getByRole('link', { name: 'Service' }).click()

  const authority = page.getByRole('region', { name: 'On whose authority' })
  await expect(authority).toContainText('foyer-service-juniper')
  await expect(authority).toContainText(`Juniper Credit Union (${juniper})`)
  expect((await sandbox.requests()).at(-1)).toMatchObject({
    kind: 'api:users',
    clientId: 'foyer-service-juniper',
    institutionId: juniper,
    status: 200,
  })
})

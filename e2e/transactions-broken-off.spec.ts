import { banks, enterBank, expect, people, test } from './banks.ts'

// Slow enough that a bank can go away while a file is sent.
test.use({ sandboxEnv: { SANDBOX_API_DELAY_MS: '1500' } })

test('a file whose second half the bank does not send is a failed download', async ({
  page,
  app,
  sandbox,
}) => {
  await enterBank(page, banks.quince, people.ada)
  await page.getByRole('link', { name: 'Studio Checking' }).click()
  const aYearAgo = new Date(Date.now() - 370 * 86_400_000).toISOString().slice(0, 10)
  await page.getByLabel('From', { exact: true }).fill(aYearAgo)
  await page.getByRole('button', { name: 'Search' }).click()
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as CSV' }).click()
  const download = await downloading
  await sandbox.stop()

  expect(await download.failure()).toBeTruthy()
  expect(app.logs()).toContain('"problem":"api-unavailable"')
})

import { readFile } from 'node:fs/promises'
import type { Download } from '@playwright/test'
import { parseCsv } from '#lib/testing/csv.ts'
import { banks, enterBank, expect, people, test } from './banks.ts'
import { aYear, daysAgo, listed, openAccount } from './statement.ts'

const { marram, quince } = banks

async function csvOf(download: Download) {
  const [headings = [], ...lines] = parseCsv(await readFile(await download.path(), 'utf8'))
  return lines.map((cells) => Object.fromEntries(headings.map((name, at) => [name, cells[at]])))
}

test('a file has what the list has, whatever names do to a spreadsheet', async ({ page }) => {
  await enterBank(page, quince, people.ada)
  const account = await openAccount(page, 'Studio Checking')
  await page.goto(`${account}?${aYear}&most=-0.01`)
  const downloading = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Download as CSV' }).click()
  const download = await downloading

  expect(download.suggestedFilename()).toBe(`studio-checking-${daysAgo(370)}-to-${daysAgo(0)}.csv`)
  const lines = await csvOf(download)
  const all = []
  for (let offset = 0; offset < lines.length; offset += 50) {
    await page.goto(`${account}?${aYear}&most=-0.01&offset=${offset}`)
    all.push(...(await listed(page)))
  }
  expect(
    lines.map((line) => ({
      day: line.Date,
      isPending: line.Status === 'Pending',
      name: line.Description?.replace(/^'/, ''),
      amount: line.Amount,
      balance: line.Balance,
    })),
  ).toEqual(all)
  expect(lines.some((it) => it.Description?.startsWith("'=HYPERLINK"))).toBe(true)
  expect(lines.some((it) => it.Description?.startsWith('='))).toBe(false)
})

test('what stands in the way of a file is explained by the page', async ({ page, request }) => {
  await enterBank(page, marram, people.ada)
  const account = await openAccount(page, 'Everyday Checking')
  const ask = async (path: string, by = page.request) => {
    const answer = await by.get(path, { maxRedirects: 0 })
    return [answer.status(), answer.headers().location?.replace(/^https?:\/\/[^/]+/, '')]
  }

  const file = `${account}/transactions.csv`
  expect(await ask(`${file}?query=rent`, request)).toEqual([303, `${account}?query=rent`])
  expect(await ask(`${file}?from=2026-02-30`)).toEqual([303, `${account}?from=2026-02-30`])
  expect(await ask(`${account}x/transactions.csv`)).toEqual([303, `${account}x`])
  expect((await page.request.head(file)).status()).toBe(405)
  expect((await page.request.get(file)).headers()).toMatchObject({
    'cache-control': 'no-store',
    'content-type': 'text/csv; charset=utf-8',
  })
})

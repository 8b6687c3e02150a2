import { expect, test, vi } from 'vitest'
import { csvDownload, fileName } from './csv-download.ts'

const period = { from: '2026-03-01', to: '2026-03-31' }

test.each([
  ['Everyday Checking', 'everyday-checking'],
  ['Épargne n° 2', 'epargne-n-2'],
  ['../../etc/"passwd"\r\nSet-Cookie: x', 'etc-passwd-set-cookie-x'],
  ['حساب التوفير', 'transactions'],
  ['x'.repeat(300), 'x'.repeat(60)],
])('%j makes a plain file name', (accountName, words) => {
  expect(fileName(accountName, period)).toBe(`${words}-2026-03-01-to-2026-03-31.csv`)
})

test('a file is sent in its parts, and kept by nobody', async () => {
  async function* parts() {
    yield 'Date\r\n'
    yield '2026-03-04\r\n'
  }
  const response = csvDownload({ accountName: 'A', parts: parts() }, period)

  expect(Object.fromEntries(response.headers)).toEqual({
    'cache-control': 'no-store',
    'content-disposition': 'attachment; filename="a-2026-03-01-to-2026-03-31.csv"',
    'content-type': 'text/csv; charset=utf-8',
  })
  expect(await response.text()).toBe('Date\r\n2026-03-04\r\n')
})

test('what fails midway is no whole file', async () => {
  async function* parts() {
    yield 'Date\r\n'
    throw new Error('the bank went away')
  }

  await expect(csvDownload({ accountName: 'A', parts: parts() }, period).text()).rejects.toThrow()
})

test('nothing more is read once nobody listens', async () => {
  const wasRead = vi.fn()
  async function* parts() {
    for (let part = 1; ; part += 1) {
      wasRead(part)
      yield `${part}\r\n`
    }
  }
  const reader = csvDownload({ accountName: 'A', parts: parts() }, period).body?.getReader()
  await reader?.read()
  await reader?.cancel()

  expect(wasRead.mock.calls.length).toBeLessThanOrEqual(2)
})

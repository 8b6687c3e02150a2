import { beforeEach, expect, test, vi } from 'vitest'
import { readLogout, rememberLogout } from './logout.ts'
import { startApp } from './testing/app.ts'
import { Browser } from './testing/browser.ts'

let browser = new Browser()
vi.mock('next/headers', () => ({ cookies: async () => browser }))

const logout = { state: 'one', elsewhere: ['bank'] }

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  browser = new Browser()
  startApp()
  return () => vi.useRealTimers()
})

test('a browser keeps the state to expect and the banks to offer, and can read neither', async () => {
  await rememberLogout(logout)

  expect(await readLogout()).toMatchObject(logout)
  expect(browser.get('__Host-logout')?.value).not.toMatch(/one|bank/)
})

test('a logout is remembered for ten minutes', async () => {
  await rememberLogout(logout)
  vi.setSystemTime(Date.now() + 599_999)
  expect(await readLogout()).not.toBeNull()
  vi.setSystemTime(Date.now() + 1)
  expect(await readLogout()).toBeNull()
})

test('a browser that began no logout comes back from none', async () => {
  expect(await readLogout()).toBeNull()
  browser.plant('__Host-logout', 'garbage')
  expect(await readLogout()).toBeNull()
})

test('the longest list of banks leaves the cookie one that browsers keep', async () => {
  const elsewhere = Array.from({ length: 100 }, (_, at) => `${at}`.padEnd(128, 'x'))
  await rememberLogout({ state: 's'.repeat(43), elsewhere })

  expect(browser.get('__Host-logout')?.value.length).toBeLessThan(4_000)
  expect((await readLogout())?.elsewhere.length).toBeGreaterThan(5)
})

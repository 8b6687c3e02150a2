import { beforeEach, expect, test, vi } from 'vitest'
import { isOwnLogout, rememberLogout } from './logout.ts'
import { startApp } from './testing/app.ts'
import { Browser } from './testing/browser.ts'

let browser = new Browser()
vi.mock('next/headers', () => ({ cookies: async () => browser }))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  browser = new Browser()
  startApp()
  return () => vi.useRealTimers()
})

test('a browser that comes back from its own logout is known by the state', async () => {
  await rememberLogout('one')

  expect(await isOwnLogout('one')).toBe(true)
  expect(await isOwnLogout('two')).toBe(false)
  expect(await isOwnLogout(null)).toBe(false)
  expect(browser.get('__Host-logout')?.value).not.toContain('one')
})

test('a logout is remembered for ten minutes', async () => {
  await rememberLogout('one')
  vi.setSystemTime(Date.now() + 599_999)
  expect(await isOwnLogout('one')).toBe(true)
  vi.setSystemTime(Date.now() + 1)
  expect(await isOwnLogout('one')).toBe(false)
})

test('a browser that began no logout comes back from none', async () => {
  expect(await isOwnLogout('one')).toBe(false)
  browser.plant('__Host-logout', 'garbage')
  expect(await isOwnLogout('one')).toBe(false)
})

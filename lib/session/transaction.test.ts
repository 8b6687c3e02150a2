import { beforeEach, expect, test, vi } from 'vitest'
import type { Transaction } from '#lib/oauth/transaction.ts'
import { sessionStore } from './session-store.ts'
import { startApp } from './testing/app.ts'
import { Browser } from './testing/browser.ts'
import { forgetTransactions, rememberTransaction, takeTransaction } from './transaction.ts'

let browser = new Browser()
vi.mock('next/headers', () => ({ cookies: async () => browser }))

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
  browser = new Browser()
  startApp()
  return () => vi.useRealTimers()
})

const transaction = (state: string, changes: Partial<Transaction> = {}): Transaction => ({
  state,
  nonce: `nonce of ${state}`,
  codeVerifier: `canary of ${state}`,
  issuer: 'https://issuer.test',
  clientId: 'foyer',
  institutionId: null,
  scope: 'openid',
  returnTo: '/institutions',
  startedAt: Date.now(),
  ...changes,
})

const stale = { code: 'stale-sign-in' }
const passMs = (ms: number) => vi.setSystemTime(Date.now() + ms)

test('what authorize remembers, callback takes', async () => {
  await rememberTransaction(transaction('one'))
  await rememberTransaction(transaction('two', { institutionId: 'larkspur' }))

  expect(await takeTransaction('two')).toEqual(transaction('two', { institutionId: 'larkspur' }))
  expect(await takeTransaction('one')).toEqual(transaction('one'))
  expect(browser.named('__Host-signin-')).toEqual([])
})

test('the cookie shows nothing, and no script or other site gets it', async () => {
  await rememberTransaction(transaction('a-state'))

  const [[name, cookie] = []] = [...browser.jar]
  expect(name).toMatch(/^__Host-signin-[\w-]{22}$/)
  expect(`${name} ${cookie?.value}`).not.toMatch(/canary|a-state|nonce/)
  expect(cookie?.attributes).toEqual({
    httpOnly: true,
    sameSite: 'lax',
    secure: true,
    path: '/',
    maxAge: 600,
  })
})

test('on plain http the cookie has no prefix and is not secure', async () => {
  startApp({ APP_URL: 'http://localhost:3000' })
  await rememberTransaction(transaction('one'))

  const [[name, cookie] = []] = [...browser.jar]
  expect(name).toMatch(/^signin-/)
  expect(cookie?.attributes.secure).toBe(false)
  expect(await takeTransaction('one')).toEqual(transaction('one'))
})

test.each([
  ['no state', null],
  ['an empty state', ''],
  ['a state that this browser never sent', 'guess'],
])('an answer with %s is refused, and the pending sign-in stays', async (_what, state) => {
  await rememberTransaction(transaction('one'))

  await expect(takeTransaction(state)).rejects.toMatchObject(stale)
  expect(await takeTransaction('one')).toMatchObject({ state: 'one' })
})

test('a state is good once', async () => {
  await rememberTransaction(transaction('one'))
  await takeTransaction('one')

  await expect(takeTransaction('one')).rejects.toMatchObject(stale)
})

test('a copy of the cookie is of no use after the state was used', async () => {
  await rememberTransaction(transaction('one'))
  const copy = new Map(browser.jar)
  await takeTransaction('one')
  for (const [name, { value }] of copy) browser.plant(name, value)

  await expect(takeTransaction('one')).rejects.toMatchObject(stale)
  expect(browser.named('__Host-signin-')).toEqual([])
})

test('where the store fails, the answer can be loaded again', async () => {
  await rememberTransaction(transaction('one'))
  const failing = vi.spyOn(sessionStore(), 'markUsed').mockRejectedValueOnce(new Error('no store'))

  await expect(takeTransaction('one')).rejects.toThrow('no store')

  expect(failing).toHaveBeenCalledOnce()
  expect(await takeTransaction('one')).toMatchObject({ state: 'one' })
})

test('of two answers at once, one is taken', async () => {
  await rememberTransaction(transaction('one'))
  const answers = await Promise.allSettled([takeTransaction('one'), takeTransaction('one')])
  expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
})

test('a cookie under the name of another state is refused', async () => {
  await rememberTransaction(transaction('one'))
  const [first] = browser.getAll()
  await rememberTransaction(transaction('two'))
  const second = browser.getAll().find(({ name }) => name !== first?.name)
  browser.plant(second?.name ?? '', first?.value ?? '')

  await expect(takeTransaction('two')).rejects.toMatchObject(stale)
  expect(await takeTransaction('one')).toMatchObject({ state: 'one' })
})

test('a sign-in may take ten minutes, and no longer', async () => {
  await rememberTransaction(transaction('one'))
  await rememberTransaction(transaction('two'))

  passMs(599_999)
  expect(await takeTransaction('one')).toMatchObject({ state: 'one' })
  passMs(1)
  await expect(takeTransaction('two')).rejects.toMatchObject(stale)
  expect(browser.named('__Host-signin-')).toEqual([])
})

test('of six sign-ins at once, the oldest goes', async () => {
  for (const state of ['1', '2', '3', '4', '5', '6']) {
    await rememberTransaction(transaction(state))
    passMs(1_000)
  }

  expect(browser.named('__Host-signin-')).toHaveLength(5)
  await expect(takeTransaction('1')).rejects.toMatchObject(stale)
  for (const state of ['2', '3', '4', '5', '6']) {
    expect(await takeTransaction(state)).toMatchObject({ state })
  }
})

test('however long the return paths, the cookies stay far below what a request may carry', async () => {
  for (const state of ['1', '2', '3', '4', '5', '6']) {
    await rememberTransaction(transaction(state, { returnTo: `/${'x'.repeat(1_023)}` }))
    passMs(1_000)
  }

  expect(
    browser
      .getAll()
      .map(({ value }) => value)
      .join('').length,
  ).toBeLessThan(8_192)
  expect(await takeTransaction('6')).toMatchObject({ state: '6' })
})

test('cookies that cannot be read, or are late, go with the next sign-in', async () => {
  await rememberTransaction(transaction('late'))
  passMs(600_000)
  browser.plant('__Host-signin-garbage', 'garbage')
  browser.plant('__Host-signin-seal', `Fe26.2*1*${'*'.repeat(6)}`)
  browser.plant('__Host-other', 'not ours')

  await rememberTransaction(transaction('one'))

  expect(browser.named('__Host-signin-')).toHaveLength(1)
  expect(browser.named('__Host-other')).toHaveLength(1)
  expect(await takeTransaction('one')).toMatchObject({ state: 'one' })
})

test('logout gives up every pending sign-in', async () => {
  await rememberTransaction(transaction('one'))
  await rememberTransaction(transaction('two'))
  browser.plant('__Host-other', 'not ours')

  await forgetTransactions()

  expect([...browser.jar.keys()]).toEqual(['__Host-other'])
  await expect(takeTransaction('one')).rejects.toMatchObject(stale)
})

test('a sign-in survives a restart, and both roll-outs of a new secret', async () => {
  const [old, next] = ['the old secret of 32 or more chars', 'the next secret of 32 or more chars']
  const { sessionFile: SESSION_FILE } = startApp({ SESSION_SECRET: old })
  await rememberTransaction(transaction('one'))
  startApp({ SESSION_FILE, SESSION_SECRET: `${old},${next}` })
  await rememberTransaction(transaction('two'))
  startApp({ SESSION_FILE, SESSION_SECRET: `${next},${old}` })
  await rememberTransaction(transaction('three'))

  startApp({ SESSION_FILE, SESSION_SECRET: `${old},${next}` })
  for (const state of ['one', 'two', 'three']) {
    expect(await takeTransaction(state)).toMatchObject({ state })
  }

  await rememberTransaction(transaction('four'))
  startApp({ SESSION_FILE, SESSION_SECRET: 'a foreign secret that is long enough' })
  await expect(takeTransaction('four')).rejects.toMatchObject(stale)
})

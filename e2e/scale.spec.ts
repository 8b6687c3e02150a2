import { expect, test } from '@playwright/test'
import { type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import type { Books } from './scripted-api.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'
import { linkTo, pageOf } from './scripted-visit.ts'

// What a page asks for and sends is as much as it shows, however much there is behind it.

const books: Books = {}
let issuer: ScriptedIssuer
let app: App
let browser: Browser

test.beforeAll(async () => {
  issuer = await startScriptedIssuer('canary', books)
  app = await startApp({ env: issuer.clientEnv })
  browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  await browser.open(linkTo('larkspur'))
})
test.beforeEach(() => {
  issuer.reset()
  for (const key of Object.keys(books)) Reflect.deleteProperty(books, key)
})
test.afterAll(async () => {
  await app.stop()
  await issuer.close()
})

/** How long the page is, in characters of HTML. */
async function lengthOf(path: string): Promise<number> {
  const { status, body } = await browser.open(path)
  expect(status).toBe(200)
  return body.length
}

const inquiries = () =>
  issuer.calls.filter(({ path }) => path.endsWith('/inquiry')).map(({ text }) => JSON.parse(text))

test('a page of 10,000 accounts asks for as many as one of 100, and is as long', async () => {
  books.accounts = 100
  const short = await lengthOf(pageOf('larkspur'))
  books.accounts = 10_000
  const long = await lengthOf(pageOf('larkspur'))
  const deep = await lengthOf(`${pageOf('larkspur')}?offset=5000`)

  expect(long / short).toBeLessThan(1.03)
  expect(deep / short).toBeLessThan(1.05)
  const [one, two, three] = inquiries()
  expect(one).toEqual({ offset: 0, limit: one.limit })
  expect(two).toEqual(one)
  expect(three).toEqual({ offset: 5000, limit: one.limit })
  expect(one.limit).toBeLessThanOrEqual(100)
})

test('an API that sends more accounts than it was asked for makes no page longer', async () => {
  books.accounts = 100
  const usual = await lengthOf(pageOf('larkspur'))
  Object.assign(books, { accounts: 10_000, ignoresLimit: true })

  expect((await lengthOf(pageOf('larkspur'))) / usual).toBeLessThan(1.03)
})

test('one account is asked for by itself, whatever stands beside it', async () => {
  books.accounts = 10_000

  await lengthOf(`${pageOf('larkspur')}/a-9999`)

  expect(inquiries()).toEqual([])
})

test('a directory of 5,000 makes no page longer than one of 100', async () => {
  books.institutions = manyInstitutions(5000)
  expect((await browser.open('/institutions')).body).toContain('Bank 00001')
  const pages = ['/institutions', '/institutions?query=bank', pageOf('larkspur'), '/profile']
  for (const path of pages) {
    books.institutions = manyInstitutions(100)
    const short = await lengthOf(path)
    books.institutions = manyInstitutions(5000)
    const long = await lengthOf(path)

    expect(long / short, path).toBeLessThan(1.03)
  }
})

/** All with names of one length. */
function manyInstitutions(count: number) {
  return Array.from({ length: count }, (_, at) => {
    const number = String(at + 1).padStart(5, '0')
    return { institutionId: `bank-${number}`, name: `Bank ${number}` }
  })
}

import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { authorizationRequest } from './sandbox-client.ts'
import { type Ask, juniper, larkspur, visitSandbox } from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { app, sandbox, newBrowser, arrive, authorize, grantFor, isAt } = visitSandbox()

test.each([
  ['an institution of others', 'ben@example.test', juniper],
  ['an institution that does not exist', ada, randomUUID()],
  ['one that does not exist, for who may enter all', 'max@example.test', randomUUID()],
  ['an institution for somebody who has none', 'noor@example.test', larkspur],
])('%s is refused after the sign-in', async (_what, email, institutionId) => {
  const { page } = await arrive(newBrowser(), email, { institutionId })
  expect(page.url.origin).toBe(app().url)
  expect(page.url.searchParams.get('error')).toBe('access_denied')
  expect(page.url.searchParams.get('error_description')).toContain('not a member')
})

test('without a page nobody can be asked: prompt=none says what is missing', async () => {
  const browser = newBrowser()
  const silent = { prompt: 'none' }
  const errorOf = async (ask: Ask) =>
    (await arrive(browser, ada, ask)).page.url.searchParams.get('error')

  expect(await errorOf(silent)).toBe('login_required')
  await authorize(browser, ada)
  expect(await errorOf(silent)).toBe(null)
  expect(await errorOf({ ...silent, institutionId: larkspur })).toBe('consent_required')
  expect(await errorOf({ ...silent, institutionId: randomUUID() })).toBe('access_denied')
})

test('prompt=login lets another person in, whose consents are their own', async () => {
  const browser = newBrowser()
  const first = await grantFor(ada, {}, browser)
  const ben = await grantFor('ben@example.test', { prompt: 'login' }, browser)
  expect(decodeJwt(ben.id_token)).toMatchObject({ name: 'Ben Lindqvist' })
  expect(decodeJwt(ben.id_token).sid).not.toBe(decodeJwt(first.id_token).sid)

  const { page } = await arrive(browser, 'nobody', { institutionId: larkspur })
  expect(page.body).toContain('Ben Lindqvist')
})

test('a login hint fills in the e-mail, as text', async () => {
  const browser = newBrowser()
  const hint = { login_hint: '"><script>alert(1)</script>ada@example.test' }
  const page = await browser.open(authorizationRequest(sandbox(), app(), hint).url)
  expect(page.body).toContain(
    'value="&quot;&gt;&lt;script&gt;alert(1)&lt;/script&gt;ada@example.test"',
  )
})

test('wrong passwords are answered alike, and the sixth is not looked at', async () => {
  const browser = newBrowser()
  const page = await browser.open(authorizationRequest(sandbox(), app()).url)
  const attempts = ['ada', 'nobody', 'ada', 'leo', 'ada'].map((name) => `${name}@example.test`)
  for (const email of attempts) {
    const refused = await browser.submit(page, { email, password: 'wrong' })
    expect(refused.status).toBe(422)
    expect(refused.body).toContain('E-mail or password is wrong')
    expect(refused.body).toContain(`value="${email}"`)
  }
  const right = { email: ada, password: 'sandbox' }
  expect(await browser.submit(page, right)).toMatchObject({ status: 429 })
})

test('a locked account says so, to who knows its password', async () => {
  const { page } = await arrive(newBrowser(), 'leo@example.test')
  expect(isAt(page, 'login')).toBe(true)
  expect(page.body).toContain('locked')
})

test('a second factor is asked for, and a wrong code does not pass', async () => {
  const browser = newBrowser()
  const login = await browser.open(authorizationRequest(sandbox(), app()).url)
  const page = await browser.submit(login, { email: 'mei@example.test', password: 'sandbox' })
  expect(page.body).toContain('Enter your code')

  const wrong = await browser.submit(page, { code: '000000' })
  expect(wrong.body).toContain('The code is wrong')
  const right = await browser.submit(page, { code: '246 810' })
  expect(isAt(right, 'consent')).toBe(true)
})

test('a form of another site, and a page of another browser, change nothing', async () => {
  const browser = newBrowser()
  const page = await browser.open(authorizationRequest(sandbox(), app()).url)
  const fields = { email: ada, password: 'sandbox' }

  const foreign = await browser.submit(page, fields, { origin: 'http://evil.test' })
  expect(foreign.status).toBe(403)
  const stolen = await newBrowser().submit(page, fields)
  expect(stolen.status).toBe(400)
  // Not even with the right cookie, which a browser would not send there.
  const [name = '', cookie] = [...browser.jar].find(([key]) => key.endsWith('-interaction')) ?? []
  const [nameOfSignature = '', signature] =
    [...browser.jar].find(([key]) => key.endsWith('-interaction.sig')) ?? []
  const copy = newBrowser()
  copy.jar.set(name, { value: cookie?.value ?? '', path: '/' })
  copy.jar.set(nameOfSignature, { value: signature?.value ?? '', path: '/' })
  for (const path of [`/login/${randomUUID()}`, page.url.pathname.replace('login', 'consent')]) {
    expect(await copy.open(sandbox().origin + path)).toMatchObject({ status: 400 })
  }
  expect(await copy.open(page.url)).toMatchObject({ status: 200 })
  const own = await browser.submit(page, fields, { origin: sandbox().origin })
  expect(isAt(own, 'consent')).toBe(true)
})

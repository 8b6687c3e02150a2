import { expect, test } from '@playwright/test'
import { sealData } from 'iron-session'
import { type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// What the browser is given to hold, and what becomes of whatever else it brings.

let issuer: ScriptedIssuer
let plain: App
let secure: App

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
  const env = issuer.clientEnv
  const both = [startApp({ env }), startApp({ env: { ...env, APP_URL: 'https://foyer.test' } })]
  ;[plain, secure] = (await Promise.all(both)) as [App, App]
})

test.afterAll(async () => {
  await Promise.all([plain.stop(), secure.stop(), issuer.close()])
})

async function signedIn(app: App): Promise<Browser> {
  const browser = newBrowser(app.url, app.listensAt)
  await browser.open('/auth/authorize')
  expect(await browser.session()).toMatchObject({ user: { sub: 'ada' } })
  return browser
}

/** The cookies an answer sets, in the words of RFC 6265bis §4.1. */
function cookiesOf(headers: Headers) {
  return headers.getSetCookie().map((line) => {
    const [pair = '', ...attributes] = line.split(/; */)
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    return {
      name,
      value,
      attributes: attributes.filter((it) => !/^expires=/i.test(it)).sort(),
    }
  })
}

for (const scheme of ['http', 'https'] as const) {
  const isSecure = scheme === 'https'
  const prefix = isSecure ? '__Host-' : ''
  const attributes = (seconds: number) => [
    'HttpOnly',
    `Max-Age=${seconds}`,
    'Path=/',
    'SameSite=lax',
    ...(isSecure ? ['Secure'] : []),
  ]

  test(`on ${scheme}, no cookie is for scripts, other sites or neighbouring hosts`, async () => {
    const app = isSecure ? secure : plain
    const browser = newBrowser(app.url, app.listensAt)

    const start = await browser.request('/auth/authorize')
    const back = await browser.request(start.location)
    const end = await browser.request(back.location)
    const logout = await browser.request('/auth/logout', { method: 'POST' })

    const [signin, ...others] = cookiesOf(start.headers)
    expect(others).toEqual([])
    expect(signin?.name).toMatch(new RegExp(`^${prefix}signin-[\\w-]{22}$`))
    expect(signin?.attributes).toEqual(attributes(600))

    expect(cookiesOf(end.headers)).toEqual([
      { name: signin?.name, value: '', attributes: attributes(0) },
      { name: `${prefix}session`, value: expect.any(String), attributes: attributes(43_200) },
    ])

    expect(cookiesOf(logout.headers)).toEqual([
      { name: `${prefix}session`, value: '', attributes: attributes(0) },
      { name: `${prefix}logout`, value: expect.any(String), attributes: attributes(600) },
    ])
  })
}

test('the session cookie stays small, whatever the session holds', async () => {
  const browser = await signedIn(secure)
  await browser.open('/auth/authorize?institutionId=larkspur')
  await browser.open('/auth/authorize?institutionId=juniper')

  expect(browser.cookieHeader().length).toBeLessThan(350)
})

test('at most five sign-ins are pending, and each of the last five can finish', async () => {
  const browser = newBrowser(plain.url)
  const starts: string[] = []
  for (let tab = 1; tab <= 8; tab += 1) {
    starts.push((await browser.request(`/auth/authorize?returnTo=/profile?tab=${tab}`)).location)
  }
  expect(browser.jar.size).toBe(5)

  const arrivals: string[] = []
  for (const start of starts) {
    const back = await browser.request(start)
    const { pathname, search } = new URL((await browser.request(back.location)).location)
    arrivals.push(pathname.startsWith('/problem') ? pathname : pathname + search)
  }
  expect(arrivals).toEqual([
    ...Array(3).fill('/problem/stale-sign-in'),
    ...[4, 5, 6, 7, 8].map((tab) => `/profile?tab=${tab}`),
  ])
  expect([...browser.jar.keys()]).toEqual(['session'])
})

test('a page that starts sign-ins with long return paths cannot lock the app', async () => {
  const browser = newBrowser(plain.url)

  for (let tab = 1; tab <= 8; tab += 1) {
    const returnTo = `/profile?${'x'.repeat(1_000)}${tab}`
    const query = new URLSearchParams({ returnTo, login_hint: `${'x'.repeat(200)}@example.test` })
    expect((await browser.request(`/auth/authorize?${query}`)).status).toBe(303)
  }

  expect(browser.cookieHeader().length).toBeLessThan(10_000)
  expect((await browser.open('/auth/authorize')).status).toBe(200)
  expect(await browser.session()).toMatchObject({ user: { sub: 'ada' } })
})

const notOurs: [string, (good: string) => string | Promise<string>][] = [
  ['nothing', () => ''],
  ['a word', () => 'x'],
  ['a seal of nothing', () => 'Fe26.2*********'],
  ['a broken escape', () => '%E0%A4%A'],
  ['an escaped line break', () => '%00%0d%0a'],
  ['a session id in the clear', () => 'A'.repeat(43)],
  ['a cookie with one other letter', (good) => swapped(good, Math.floor(good.length / 2))],
  ['a cookie with another last letter', (good) => swapped(good, good.length - 1)],
  ['a cookie with a tail', (good) => `${good}x`],
  ['a cookie cut short', (good) => good.slice(0, -8)],
  ['a cookie of 5,000 letters', (good) => good + good.repeat(50).slice(0, 5_000 - good.length)],
  ['a seal of somebody else', () => sealData({ id: 'A'.repeat(43) }, { password: 'p'.repeat(32) })],
  ['the cookie of a sign-in', () => pendingCookie()],
]

for (const [what, make] of notOurs) {
  test(`${what} in place of a session cookie signs nobody in`, async () => {
    const good = (await signedIn(plain)).jar.get('session') ?? ''
    const cookie = `session=${await make(good)}`
    const browser = newBrowser(plain.url)
    const answer = (path: string, method = 'GET') =>
      browser.request(path, { method, headers: { cookie } })

    expect((await answer('/auth/session')).status).toBe(401)
    expect(JSON.parse((await answer('/auth/session')).body)).toEqual({ error: 'no-session' })
    expect((await answer('/')).status).toBe(200)
    expect((await answer('/signed-out')).status).toBe(200)
    expect((await answer('/profile')).location).toContain('/auth/authorize?returnTo=')
    expect((await answer('/auth/authorize')).status).toBe(303)
    expect((await answer('/auth/refresh', 'POST')).location).toContain('/problem/session-over')
    expect((await answer('/auth/logout', 'POST')).location).toContain(`${issuer.url}/end`)
  })

  test(`${what} in place of a sign-in cookie finishes nothing`, async () => {
    const browser = newBrowser(plain.url)
    const start = await browser.request('/auth/authorize')
    const [[name = '', good = ''] = []] = browser.jar
    const back = await browser.request(start.location)
    const cookie = `${name}=${await make(good)}`

    const again = await browser.request('/auth/authorize', { headers: { cookie } })
    const answer = await browser.request(back.location, { headers: { cookie } })

    expect(again.status).toBe(303)
    expect(new URL(answer.location).pathname).toBe('/problem/stale-sign-in')
    expect(browser.jar.has('session')).toBe(false)
  })
}

test('of two cookies with one name, at most one counts', async () => {
  const good = (await signedIn(plain)).jar.get('session') ?? ''
  const browser = newBrowser(plain.url)
  const status = async (cookie: string) =>
    (await browser.request('/auth/session', { headers: { cookie } })).status

  expect([200, 401]).toContain(await status(`session=x; session=${good}`))
  expect([200, 401]).toContain(await status(`session=${good}; session=x`))
  expect(await status(`session=x; session=${swapped(good, 60)}`)).toBe(401)
  expect(await status(`Session=${good}; session2=${good}; xsession=${good}`)).toBe(401)
})

test('a sign-in replaces the session id, and the old cookie is dead at once', async () => {
  const browser = await signedIn(plain)
  await browser.open('/auth/authorize?institutionId=larkspur')
  const before = browser.jar.get('session') ?? ''

  await browser.open('/auth/authorize')

  expect(browser.jar.get('session')).not.toBe(before)
  expect(await browser.session()).toMatchObject({
    institutions: [{ institutionId: 'larkspur' }, { institutionId: 'zero' }],
  })
  expect(await sessionOf(before)).toEqual({ error: 'no-session' })
})

test('after signing out, a copy of the cookie opens nothing', async () => {
  const browser = await signedIn(plain)
  const copy = browser.jar.get('session') ?? ''

  await browser.request('/auth/logout', { method: 'POST' })

  expect(browser.jar.has('session')).toBe(false)
  expect(await sessionOf(copy)).toEqual({ error: 'no-session' })
})

async function sessionOf(value: string): Promise<unknown> {
  const headers = { cookie: `session=${value}` }
  return JSON.parse((await newBrowser(plain.url).request('/auth/session', { headers })).body)
}

async function pendingCookie(): Promise<string> {
  const browser = newBrowser(plain.url)
  await browser.request('/auth/authorize')
  const [value = ''] = browser.jar.values()
  return value
}

function swapped(text: string, at: number): string {
  return text.slice(0, at) + (text[at] === 'A' ? 'B' : 'A') + text.slice(at + 1)
}

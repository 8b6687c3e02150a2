import { request as httpRequest } from 'node:http'
import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// Requests no browser of ours would make: other names for this host, and targets that are no addresses.

const appUrl = 'https://foyer.test'
let issuer: ScriptedIssuer
let app: App

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
  app = await startApp({
    env: {
      APP_URL: appUrl,
      ...issuer.clientEnv,
    },
  })
})

test.afterAll(async () => {
  await Promise.all([app.stop(), issuer.close()])
})

type Headers = Record<string, string>

/** Sends a request line as it stands: a URL would have been made harmless on the way. */
async function send(target: string, headers: Headers = {}, method = 'GET') {
  const { hostname, port } = new URL(app.listensAt)
  return new Promise<{ status: number; location: string; body: string }>((resolve, reject) => {
    const sent = httpRequest(
      {
        hostname,
        port,
        path: target,
        method,
        agent: false,
        headers: { host: 'foyer.test', ...headers },
      },
      async (response) => {
        const parts: Buffer[] = []
        for await (const part of response) parts.push(part)
        resolve({
          status: response.statusCode ?? 0,
          location: response.headers.location ?? '',
          body: Buffer.concat(parts).toString(),
        })
      },
    )
    sent.on('error', reject).end()
  })
}

for (const host of ['localhost', '127.0.0.1', 'evil.test', 'foyer.test:8443', 'FOYER.test.']) {
  test(`a page asked for as ${host} is opened under its own name`, async () => {
    for (const path of [
      '/',
      '/institutions?query=a%20b&x=1',
      '/auth/authorize?institutionId=zero',
    ]) {
      const answer = await send(path, { host, cookie: 'session=x' })

      expect(answer.status).toBe(307)
      const location = new URL(answer.location)
      const asked = new URL(path, appUrl)
      expect(location.origin + location.pathname).toBe(asked.origin + asked.pathname)
      expect([...location.searchParams]).toEqual([...asked.searchParams])
    }
  })
}

test('machines may ask by whatever name they know us', async () => {
  for (const path of ['/health/live', '/health/ready', '/.well-known/jwks.json']) {
    expect((await send(path, { host: '10.0.0.7:3000' })).status).toBe(200)
  }
})

test('what the client says about itself is in no address of ours', async () => {
  const claims = {
    'x-forwarded-host': 'evil.test',
    'x-forwarded-proto': 'http',
    'x-forwarded-port': '81',
    forwarded: 'host=evil.test;proto=http',
  }
  const browser = newBrowser(appUrl, app.listensAt)

  const start = await browser.request('/auth/authorize', { headers: claims })
  const back = await browser.request(start.location)
  const end = await browser.request(back.location, { headers: claims })
  const out = await browser.request('/auth/logout', { method: 'POST', headers: claims })

  expect(new URL(start.location).searchParams.get('redirect_uri')).toBe(`${appUrl}/auth/callback`)
  expect(end.location).toBe(`${appUrl}/institutions`)
  expect(new URL(out.location).searchParams.get('post_logout_redirect_uri')).toBe(
    `${appUrl}/signed-out`,
  )
})

const targets = [
  '//evil.test/',
  '//evil.test/..',
  '//evil.test/%2e%2e/',
  '///evil.test/institutions',
  '/\\evil.test',
  '/%5cevil.test/',
  '/%2f%2fevil.test/',
  '/..//evil.test/',
  '/institutions//evil.test',
  '//evil.test/?//evil.test',
  'http://evil.test/',
  'https://evil.test/institutions?x=1',
  'javascript:alert(1)',
  '*',
  '/%ff',
  '/%00',
  '/%E0%A4%A',
  '/institutions/%ff/accounts',
  '/institutions/..%2f..%2fetc/accounts',
  '/problem/%ff',
  '/problem/__proto__',
  '/problem/constructor',
  '/auth/%63allback?code=x&state=y',
  '/_next/static/..%2f..%2f..%2fpackage.json',
  '/_next/image?url=http%3A%2F%2Fevil.test%2F&w=64&q=75',
  '/_next/data/x/index.json',
  `/${'a'.repeat(12_000)}`,
  `/?${'a=1&'.repeat(3_000)}`,
]

for (const target of targets) {
  test(`${target.slice(0, 50)} leads nowhere else, and is no fault of the app`, async () => {
    for (const host of ['foyer.test', 'evil.test']) {
      const { status, location, body } = await send(target, { host })

      if (location !== '') expect(new URL(location, appUrl).origin).toBe(appUrl)
      expect(status).toBeLessThan(500)
      expectNoStackTrace(body)
    }
  })
}

test('of thousands of parameters, those that are too many are not looked at', async () => {
  const host = 'foyer.test'
  const page = '/problem/access-denied'

  const few = await send(`${page}?${'n&'.repeat(50)}ref=1234-abcd`, { host })
  const many = await send(`${page}?${'n&'.repeat(7_000)}ref=1234-abcd`, { host })

  expect([few.status, many.status]).toEqual([200, 200])
  expect(few.body).toContain('1234-abcd')
  expect(many.body).not.toContain('1234-abcd')
})

const heavy: [string, Headers][] = [
  ['20 kB in one header', { 'x-much': 'a'.repeat(20_000) }],
  ['20 kB of cookies', { cookie: 'session=x; '.repeat(2_000) }],
]

for (const [what, headers] of heavy) {
  test(`${what} are refused, and the next request is answered`, async () => {
    const { status, body } = await send('/', headers)

    expect(status).toBe(431)
    expectNoStackTrace(body)
    expect((await send('/')).status).toBe(200)
  })
}

for (const method of ['PUT', 'DELETE', 'PATCH', 'PROPFIND', 'TRACE', 'OPTIONS', 'HEAD']) {
  test(`${method} is no way in`, async () => {
    for (const path of ['/', '/institutions', '/auth/session', '/auth/callback', '/nowhere']) {
      const { status, body } = await send(path, {}, method)

      expect(status).toBeLessThan(500)
      expectNoStackTrace(body)
    }
  })
}

function expectNoStackTrace(body: string): void {
  expect(body).not.toMatch(/\bat .+[(/].+:\d+:\d+|node_modules|Error:/)
}

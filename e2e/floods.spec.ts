import { Agent, request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { type App, startApp, temporaryFolder } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// More than any office sends. What is counted, and for whom, is told in lib/attempts.test.ts.

let issuer: ScriptedIssuer

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
})
test.beforeEach(() => issuer.reset())
test.afterAll(() => issuer.close())

type Headers = Record<string, string>

/** Begins so many sign-ins, a few at a time, and finishes none; answers where each was sent. */
async function begin({ listensAt }: App, times: number, headersOf: (at: number) => Headers) {
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  const address = `${listensAt}/auth/authorize`
  const one = (_: unknown, at: number) =>
    new Promise<string>((resolve, reject) => {
      const sent = httpRequest(address, { agent, headers: headersOf(at) }, (response) => {
        response.resume().on('end', () => resolve(response.headers.location ?? ''))
      })
      sent.on('error', reject).end()
    })
  const locations = await Promise.all(Array.from({ length: times }, one))
  agent.destroy()
  const paths = locations.map((location) => new URL(location).pathname)
  return {
    atIssuer: paths.filter((path) => path === '/auth').length,
    refused: paths.filter((path) => path === '/problem/too-many-attempts').length,
    last: locations.at(-1) ?? '',
  }
}

test('one address begins so many sign-ins and no more, whatever it says about itself', async () => {
  test.setTimeout(120_000)
  const app = await startApp({ env: issuer.clientEnv })
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  const startedAt = Date.now()

  const { atIssuer, refused, last } = await begin(app, 1_250, (at) => ({
    'x-forwarded-for': `198.51.100.${at % 250}`,
  }))

  const seconds = (Date.now() - startedAt) / 1000
  expect(atIssuer).toBeGreaterThanOrEqual(999)
  expect(atIssuer).toBeLessThanOrEqual(1_000 + 10 * seconds)
  expect(atIssuer + refused).toBe(1_250)

  const explained = await newBrowser(app.url).request(last)
  expect(explained.status).toBe(429)
  expect(explained.headers.get('retry-after')).toBe('5')
  expect(explained.body).toContain('Too many attempts')
  const told = app.logs().split('too-many-attempts').length - 1
  expect(told).toBe(1)
  expect(app.logs()).toContain(new URL(last).searchParams.get('ref'))

  // Who is signed in there is not disturbed.
  expect((await browser.request('/profile')).status).toBe(200)
  await app.stop()
})

test('sign-ins that are never finished leave nothing behind', async () => {
  test.setTimeout(120_000)
  const SESSION_FILE = join(temporaryFolder('flood'), 'sessions.db')
  const app = await startApp({ env: { ...issuer.clientEnv, SESSION_FILE, TRUSTED_PROXIES: '1' } })
  await newBrowser(app.url).request('/health/ready')
  const slow = sendSlowly(app)

  const { atIssuer } = await begin(app, 600, (at) => ({
    'x-forwarded-for': `made-up, 198.51.100.${at % 20}`,
  }))

  expect(atIssuer).toBe(600)
  const db = new DatabaseSync(SESSION_FILE)
  for (const table of ['sessions', 'session_marks', 'used_once', 'locks', 'notes']) {
    expect(db.prepare(`SELECT count(*) AS rows FROM ${table}`).get()).toEqual({ rows: 0 })
  }
  db.close()
  expect(await slow).toContain('408 Request Timeout')
  await app.stop()
})

/** Headers that never end; answers what the app has to say to that. */
async function sendSlowly({ listensAt }: App): Promise<string> {
  const { hostname, port } = new URL(listensAt)
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = connect(Number(port), hostname, () => socket.write('GET / HTTP/1.1\r\nHost: '))
    socket.on('data', (part) => parts.push(part))
    socket.on('end', () => resolve(Buffer.concat(parts).toString())).on('error', reject)
  })
}

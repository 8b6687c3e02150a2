import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { type App, startApp, temporaryFolder } from './harness.ts'
import { type LogLine, logLines } from './log-lines.ts'
import { refuseOnce, type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

test.describe.configure({ mode: 'serial' })

const canary = 'CANARY51d0b7e9'

// What nobody expects: an error in a page and in a handler, whose message holds what must not be told.
const mishap = `
  const mishap = () => { throw Object.assign(new TypeError('${canary}\\n    at ${canary} (a:1:1)'), { cause: '${canary}' }) }
  const { test } = RegExp.prototype
  RegExp.prototype.test = function (text) {
    return text === 'mishap' ? mishap() : test.call(this, text)
  }
  const { get } = URLSearchParams.prototype
  URLSearchParams.prototype.get = function (name) {
    const value = get.call(this, name)
    if (value === 'later') setTimeout(mishap)
    if (value === 'unheard') void Promise.reject('${canary}')
    return name === 'returnTo' && value === 'mishap' ? mishap() : value
  }
`

let issuer: ScriptedIssuer
let app: App

test.beforeAll(async () => {
  issuer = await startScriptedIssuer(canary)
  const preload = join(temporaryFolder('preload'), 'mishap.mjs')
  writeFileSync(preload, mishap)
  const NODE_OPTIONS = `--import=${pathToFileURL(preload)}`
  app = await startApp({ env: { ...issuer.clientEnv, LOG_LEVEL: 'debug', NODE_OPTIONS } })
})

test.beforeEach(() => issuer.reset())

test.afterAll(async () => {
  await app.stop()
  await issuer.close()
})

/** What was logged since a number of lines ago. */
const since = (before: number) => logLines(app).slice(before)
const soFar = () => logLines(app).length

test('a visit is told in its events: who by a label, where by its ids, and nothing of the person', async () => {
  const browser = newBrowser(app.url)
  await expect.poll(() => logLines(app).at(-1)?.event).toBe('ready')
  const before = soFar()

  await browser.open('/auth/authorize')
  await browser.open('/auth/authorize?institutionId=larkspur')
  refuseOnce(issuer, '/api/larkspur/enterprise/ada/accounts/inquiry')
  await browser.open('/institutions/larkspur/accounts')
  await browser.request('/auth/logout', { method: 'POST' })

  const told = since(before)
  expect(told.map(({ event }) => event)).toEqual([
    'sign-in',
    'institution-entered',
    'refresh',
    'logout',
  ])
  const [signIn, entered, refresh, logout] = told
  expect(signIn).toEqual({
    level: 'info',
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]{12}Z$/),
    event: 'sign-in',
    session: expect.stringMatching(/^[0-9a-f]{8}$/),
    institutionId: 'zero',
    issuer: issuer.url,
    clientId: 'foyer',
    msg: expect.any(String),
  })
  expect(entered).toMatchObject({ session: signIn?.session, institutionId: 'larkspur' })
  expect(refresh).toMatchObject({ institutionId: 'larkspur', durationMs: expect.any(Number) })
  expect(logout).toMatchObject({ session: signIn?.session })

  const written = JSON.stringify(told)
  expect(issuer.secrets.size).toBeGreaterThan(5)
  const secrets = [...issuer.secrets, canary, 'ada@', 'Ada']
  expect(secrets.filter((secret) => written.includes(secret))).toEqual([])
})

test('a call that fails has one name: in the API’s log, in ours, and on the page', async () => {
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  const carried: unknown[] = []
  issuer.script.answer = {
    '/api/users/ada/institutions': (request, response) => {
      carried.push(request.headers['x-request-id'], request.headers.traceparent)
      response.writeHead(500, { 'x-request-id': 'theirs-17' }).end('{}')
    },
  }
  const before = soFar()

  const { body } = await browser.open('/institutions')

  const refusal = since(before).find(({ event }) => event === 'refusal')
  const { reference, requestId }: Partial<LogLine> = refusal ?? {}
  expect(reference).toMatch(/^[0-9a-f]{4}-[0-9a-f]{4}$/)
  expect(carried).toEqual([reference, undefined])
  expect(requestId).toBe('theirs-17')
  expect(body).toContain(reference)
  expect(body).toContain('theirs-17')
})

test('a refusal is told with its reason, and found by what its page shows', async () => {
  const browser = newBrowser(app.url)
  issuer.script.redirect = { code: null, error: 'access_denied', error_description: canary }
  const before = soFar()

  const { url } = await browser.open('/auth/authorize')

  expect(since(before)).toMatchObject([
    {
      level: 'warn',
      event: 'refusal',
      problem: 'access-denied',
      reference: new URL(url).searchParams.get('ref'),
      reason: 'the server answered access_denied',
    },
  ])
})

for (const [where, path, route] of [
  ['a page', '/problem/access-denied?ref=mishap', '/problem/[code]'],
  ['a handler', '/auth/authorize?returnTo=mishap', '/auth/authorize'],
  ['a timer', '/auth/authorize?returnTo=later', undefined],
  ['a promise that nobody listens to', '/auth/authorize?returnTo=unheard', undefined],
] as const) {
  test(`what ${where} throws and nobody expected is one line, without what it says`, async () => {
    const before = soFar()

    await newBrowser(app.url).request(path)

    await expect.poll(() => since(before).length).toBe(1)
    expect(since(before)).toMatchObject([{ level: 'error', event: 'fault' }])
    expect(since(before)[0]?.route).toBe(route)
    expect(app.logs()).not.toContain(canary)
  })
}

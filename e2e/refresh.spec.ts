import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Answer, type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp, temporaryFolder } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'
import { institutionsIn, sessionOf, untilItEnds } from './scripted-visit.ts'

let issuer: ScriptedIssuer
const apps: App[] = []

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
})
test.beforeEach(() => issuer.reset())
test.afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()))
})
test.afterAll(() => issuer.close())

const accountsPage = '/institutions/larkspur/accounts'

async function start(env: Record<string, string> = {}): Promise<App> {
  const app = await startApp({
    env: {
      ...issuer.clientEnv,
      ...env,
    },
  })
  apps.push(app)
  return app
}

/** Somebody in an institution whose access token has just ended. */
async function withExpiredToken(app: App): Promise<Browser> {
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  issuer.script.accessTokenSeconds = 1
  await browser.open('/auth/authorize?institutionId=larkspur')
  issuer.script.accessTokenSeconds = 600
  await untilItEnds(browser, 'larkspur')
  return browser
}

const entered = async (browser: Browser) => institutionsIn(await sessionOf(browser))

function signedIn(answers: Answer[]): number {
  return answers.filter(({ status, body }) => status === 200 && body.includes('Okafor Bakery'))
    .length
}

test('fifty pages on an expired token are one refresh and fifty answers', async () => {
  const app = await start()
  const browser = await withExpiredToken(app)

  const answers = await Promise.all(Array.from({ length: 50 }, () => browser.request(accountsPage)))

  expect(signedIn(answers)).toBe(50)
  expect(issuer.refreshes()).toBe(1)
})

test('killing the app and starting it again keeps people signed in', async () => {
  const SESSION_FILE = join(temporaryFolder('kill'), 'sessions.db')
  const SESSION_SECRET = 'the same secret before and after it'
  const app = await start({ SESSION_FILE, SESSION_SECRET })
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  await browser.open('/auth/authorize?institutionId=larkspur')
  const before = await browser.session()
  const { port } = new URL(app.url)

  await app.kill()
  await start({ SESSION_FILE, SESSION_SECRET, PORT: port })

  expect(await browser.session()).toEqual(before)
  expect(signedIn([await browser.request(accountsPage)])).toBe(1)
})

test('a server in trouble keeps the session, a dead grant ends with a page', async () => {
  const app = await start()
  const browser = await withExpiredToken(app)

  issuer.script.answer = { '/token': (_request, response) => response.writeHead(503).end() }
  const during = await browser.open(accountsPage)
  expect(new URL(during.url).pathname).toBe('/problem/issuer-unavailable')
  expect(await entered(browser)).toEqual(['zero', 'larkspur'])

  issuer.script.answer = {}
  expect(signedIn([await browser.request(accountsPage)])).toBe(1)

  issuer.script.answer = {
    '/api/larkspur/enterprise/ada/accounts/inquiry': (_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end(),
  }
  await browser.request(accountsPage)
  expect(await entered(browser)).toEqual(['zero'])
})

test('a refused refresh ends the grant of that institution, and nothing else', async () => {
  const app = await start()
  const browser = await withExpiredToken(app)
  issuer.script.answer = {
    '/token': (_request, response) =>
      response
        .writeHead(400, { 'content-type': 'application/json' })
        .end('{"error":"invalid_grant"}'),
  }

  const { url, status } = await browser.open(accountsPage)

  expect(new URL(url).pathname).toBe('/problem/session-over')
  expect(status).toBe(200)
  expect(await entered(browser)).toEqual(['zero'])
})

test('asking for a refresh renews all grants, or says what is in the way', async () => {
  const app = await start()
  issuer.script.accessTokenSeconds = 1
  const browser = await withExpiredToken(app)
  await untilItEnds(browser, 'zero')
  const ask = (institutionId?: string) =>
    browser.request('/auth/refresh', {
      method: 'POST',
      headers: { accept: 'application/json' },
      form: institutionId ? { institutionId } : {},
    })

  const asked = issuer.refreshes()
  const all = await ask()
  expect(all.status).toBe(200)
  expect(institutionsIn(all.body)).toEqual(['zero', 'larkspur'])
  expect(JSON.parse(all.body).ended).toEqual([])
  expect(issuer.refreshes()).toBe(asked + 2)
  expect((await ask('juniper')).status).toBe(404)

  // Once more, soon after, asks nobody: that grant is as new as can be.
  await ask('larkspur')
  expect(issuer.refreshes()).toBe(asked + 2)

  const nobody = await newBrowser(app.url).request('/auth/refresh', {
    method: 'POST',
    headers: { accept: 'application/json' },
  })
  expect(nobody.status).toBe(401)
  expect(JSON.parse(nobody.body)).toEqual({ error: 'no-session' })
})

test('the end of the identity grant is the end of the session', async () => {
  const app = await start()
  const browser = newBrowser(app.url)
  issuer.script.accessTokenSeconds = 1
  await browser.open('/auth/authorize')
  issuer.script.answer = { '/token': (_request, response) => response.writeHead(400).end() }
  await untilItEnds(browser, 'zero')

  const { url } = await browser.open('/institutions')

  expect(new URL(url).pathname).toBe('/problem/session-over')
  expect(await browser.session()).toEqual({ error: 'no-session' })
})

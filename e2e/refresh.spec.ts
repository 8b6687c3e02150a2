import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Answer, type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp, temporaryFolder } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

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

  const endsAt = Date.parse((await grantOf(browser))?.accessTokenExpiresAt ?? '')
  await expect.poll(() => Date.now()).toBeGreaterThan(endsAt)
  return browser
}

type Shown = { institutionId: string; accessTokenExpiresAt: string }

async function grantOf(browser: Browser, institutionId = 'larkspur'): Promise<Shown | undefined> {
  const session = (await browser.session()) as { institutions?: Shown[] }
  return session.institutions?.find((grant) => grant.institutionId === institutionId)
}

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
  expect(await grantOf(browser)).toBeDefined()

  issuer.script.answer = {}
  expect(signedIn([await browser.request(accountsPage)])).toBe(1)

  issuer.script.answer = {
    '/api/larkspur/enterprise/ada/accounts/inquiry': (_request, response) =>
      response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end(),
  }
  await browser.request(accountsPage)
  expect(await grantOf(browser)).toBeUndefined()
  expect(await grantOf(browser, 'zero')).toBeDefined()
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
  expect(await grantOf(browser)).toBeUndefined()
  expect(await grantOf(browser, 'zero')).toBeDefined()
})

test('asking for a refresh renews all grants, or says what is in the way', async () => {
  const app = await start()
  const browser = await withExpiredToken(app)
  const ask = (institutionId?: string) =>
    browser.request('/auth/refresh', {
      method: 'POST',
      headers: { accept: 'application/json' },
      form: institutionId ? { institutionId } : {},
    })

  const one = await ask('larkspur')
  expect(one.status).toBe(200)
  expect(JSON.parse(one.body)).toMatchObject({
    institutions: [{ institutionId: 'zero' }, { institutionId: 'larkspur' }],
    ended: [],
  })
  expect((await ask('juniper')).status).toBe(404)

  // Once more, soon after, asks nobody: that grant is as new as can be.
  const asked = issuer.refreshes()
  await ask('larkspur')
  expect(issuer.refreshes()).toBe(asked)

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
  const endsAt = Date.parse((await grantOf(browser, 'zero'))?.accessTokenExpiresAt ?? '')
  await expect.poll(() => Date.now()).toBeGreaterThan(endsAt)

  const { url } = await browser.open('/institutions')

  expect(new URL(url).pathname).toBe('/problem/session-over')
  expect(await browser.session()).toEqual({ error: 'no-session' })
})

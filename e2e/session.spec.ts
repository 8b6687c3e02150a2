import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// What scripts of our own pages may ask about the session, and how it ends when nobody is there.

let issuer: ScriptedIssuer
let app: App

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
  app = await startApp({
    env: {
      ...issuer.clientEnv,
      OIDC_SCOPE: 'openid profile email',
      SESSION_IDLE_SECONDS: '3',
    },
  })
})

test.afterAll(async () => {
  await Promise.all([app.stop(), issuer.close()])
})

const moment = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)

test('the session says who is signed in and where, and nothing else', async () => {
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  await browser.open('/auth/authorize?institutionId=larkspur')

  const answer = await browser.request('/auth/session')

  expect(answer.status).toBe(200)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(answer.headers.getSetCookie()).toEqual([])
  expect(JSON.parse(answer.body)).toEqual({
    user: { sub: 'ada', name: 'Ada Okafor', email: 'ada@example.test' },
    institutions: [
      {
        institutionId: 'zero',
        name: 'Institution Zero',
        scope: 'openid profile email',
        accessTokenExpiresAt: moment,
      },
      {
        institutionId: 'larkspur',
        name: 'Larkspur Bank',
        scope: 'openid profile email https://jackhenry.com/account-services/accounts.read',
        accessTokenExpiresAt: moment,
      },
    ],
    idleExpiresAt: moment,
    absoluteExpiresAt: moment,
  })
})

test('without a session there is an answer too', async () => {
  const answer = await newBrowser(app.url).request('/auth/session')

  expect(answer.status).toBe(401)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(JSON.parse(answer.body)).toEqual({ error: 'no-session' })
})

test('a session that is only looked at ends', async () => {
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  const { idleExpiresAt } = await session()

  await expect
    .poll(async () => (await session()).idleExpiresAt, { intervals: [100], timeout: 6_000 })
    .not.toBe(idleExpiresAt)
  expect(await session()).toEqual({ error: 'no-session' })
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(idleExpiresAt))

  async function session() {
    return (await browser.session()) as { idleExpiresAt: string }
  }
})

test('whoever uses a page stays signed in, past the idle time', async () => {
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  const pastIdleTime = Date.now() + 4_000

  await expect
    .poll(
      async () => {
        expect((await browser.request('/profile')).status).toBe(200)
        return Date.now()
      },
      { intervals: [200], timeout: 8_000 },
    )
    .toBeGreaterThan(pastIdleTime)
  expect(await browser.session()).toMatchObject({ user: { sub: 'ada' } })
})

import { randomUUID } from 'node:crypto'
import { expect, test } from '@playwright/test'
import { SignJWT } from 'jose'
import { type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp, temporaryFolder } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'
import {
  grantsIn,
  institutionsIn,
  linkTo,
  pageOf,
  sessionOf,
  untilItEnds,
} from './scripted-visit.ts'

// What an issuer tells the app about people who signed out there, and two instances of the app that listen.

let issuer: ScriptedIssuer
const apps: App[] = []

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
  const SESSION_FILE = `${temporaryFolder('told')}/sessions.db`
  const env = {
    ...issuer.clientEnv,
    SESSION_FILE,
    SESSION_SECRET: 'one secret for both of the processes',
  }
  const first = await startApp({ env })
  apps.push(first, await startApp({ env: { ...env, APP_URL: first.url } }))
})
test.beforeEach(() => issuer.reset())
test.afterAll(async () => {
  await Promise.all(apps.map((app) => app.stop()))
  await issuer.close()
})

function logoutToken(changes: Record<string, unknown> = {}): Promise<string> {
  const now = Math.floor(Date.now() / 1000)
  return new SignJWT({
    iss: issuer.url,
    aud: 'foyer',
    iat: now,
    exp: now + 120,
    jti: randomUUID(),
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    ...changes,
  })
    .setProtectedHeader({ alg: 'ES256', kid: 'one', typ: 'logout+jwt' })
    .sign(issuer.privateKey)
}

/** As a server sends it: from nowhere, without cookies, by an address of its own for us. */
async function tell(token: string, at = 0, headers: Record<string, string> = {}) {
  const body = new URLSearchParams({ logout_token: token })
  const address = `${apps[at]?.listensAt}/auth/backchannel-logout`
  const answer = await fetch(address, { method: 'POST', body, headers })
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.getSetCookie()).toEqual([])
  return { status: answer.status, text: await answer.text() }
}

async function signedIn(sid: string, ...institutions: string[]): Promise<Browser> {
  issuer.script.idToken = { sid }
  const browser = newBrowser(apps[0]?.url ?? '')
  await browser.open('/auth/authorize')
  for (const institution of institutions) await browser.open(linkTo(institution))
  expect(institutionsIn(await sessionOf(browser))).toEqual(['zero', ...institutions])
  return browser
}

const isOver = async (browser: Browser) => (await sessionOf(browser)).includes('no-session')

test('an issuer is answered with 200, and the session is over at every instance', async () => {
  const [browser, other] = [await signedIn('s-1', 'larkspur'), await signedIn('s-2')]

  expect(await tell(await logoutToken({ sid: 's-1', sub: 'ada' }), 1)).toEqual({
    status: 200,
    text: '',
  })

  expect(await isOver(browser)).toBe(true)
  expect(await isOver(other)).toBe(false)
  const revoked = () => issuer.callsTo('/revoke').length
  await expect.poll(revoked).toBe(2)
  expect(apps[1]?.logs()).toMatch(/"event":"backchannel-logout".*"sessions":1,"grants":2/)
  expect(apps[1]?.logs()).not.toContain('eyJ')

  await tell(await logoutToken({ sub: 'ada' }))
  expect(await isOver(other)).toBe(true)
  expect(await isOver(await signedIn('s-2'))).toBe(false)
})

test('an issuer is refused with 400 what was told before, at whatever instance, and what is no logout', async () => {
  const browser = await signedIn('s-3')
  const used = await logoutToken({ sid: 's-nobody' })
  expect((await tell(used)).status).toBe(200)
  const refused = [
    await tell(used, 1),
    await tell(used),
    await tell(await logoutToken({ sid: 's-3', nonce: 'n' })),
    await tell(await logoutToken({ sid: 's-3', aud: 'somebody' })),
    await tell(''),
    await tell('x'.repeat(20_000)),
  ]
  for (const { status, text } of refused) {
    expect(status).toBe(400)
    expect(JSON.parse(text)).toEqual({
      error: 'invalid_request',
      error_description: expect.stringMatching(/[0-9a-f]{4}-[0-9a-f]{4}$/),
    })
  }
  expect(await isOver(browser)).toBe(false)
})

test('an issuer is understood by POST and by a form only', async () => {
  const address = `${apps[0]?.listensAt}/auth/backchannel-logout`
  const token = await logoutToken({ sid: 's-nobody' })
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE', 'PATCH']) {
    const answer = await fetch(`${address}?logout_token=${token}`, { method })
    expect([method, answer.status]).toEqual([method, 405])
  }
  const twice = new URLSearchParams([
    ['logout_token', token],
    ['logout_token', token],
  ])
  const multipart = new FormData()
  multipart.set('logout_token', token)
  const json = JSON.stringify({ logout_token: token })
  for (const body of [undefined, twice, multipart, json]) {
    expect((await fetch(address, { method: 'POST', body: body ?? null })).status).toBe(400)
  }
  const inAddress = await fetch(`${address}?logout_token=${token}`, { method: 'POST' })
  expect(inAddress.status).toBe(400)
  expect((await tell(token, 0, { origin: 'https://issuer.test' })).status).toBe(200)
})

test('an issuer that has ended a session while a sign-in from it is under way is not overruled', async () => {
  const answered = Promise.withResolvers<void>()
  issuer.script.idToken = { sid: 's-4' }
  issuer.script.holds = { '/token': answered.promise }
  const browser = newBrowser(apps[0]?.url ?? '')
  const arriving = browser.open('/auth/authorize')
  await expect.poll(() => issuer.callsTo('/token').length).toBe(1)

  expect((await tell(await logoutToken({ sid: 's-4' }), 1)).status).toBe(200)
  answered.resolve()

  expect(new URL((await arriving).url).pathname).toBe('/problem/session-over')
  expect(await isOver(browser)).toBe(true)
  expect(issuer.callsTo('/revoke').length).toBeGreaterThan(0)
  issuer.reset()
  expect(await isOver(await signedIn('s-5'))).toBe(false)
})

test('an issuer that has ended a session while it is refreshed is not overruled', async () => {
  issuer.script.accessTokenSeconds = 1
  const browser = await signedIn('s-6', 'larkspur')
  await untilItEnds(browser, 'larkspur')
  const answered = Promise.withResolvers<void>()
  issuer.script.holds = { '/token': answered.promise }
  const loading = browser.open(pageOf('larkspur'))
  await expect.poll(() => issuer.refreshes()).toBe(1)

  expect((await tell(await logoutToken({ sid: 's-6' }), 1)).status).toBe(200)
  answered.resolve()

  await loading
  expect(grantsIn(await sessionOf(browser))).toEqual([])
})

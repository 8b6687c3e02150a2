import { createRemoteJWKSet, decodeJwt, jwtVerify } from 'jose'
import { beforeEach, expect, test } from 'vitest'
import type { Browser } from './sandbox-browser.ts'
import { larkspur, visitSandbox } from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { app, sandbox, newBrowser, arrive, grantFor, refresh } = visitSandbox()

beforeEach(() => {
  app().notices.length = 0
})

const sidOf = ({ id_token }: { id_token: string }) => decodeJwt(id_token).sid

async function signOut(browser: Browser): Promise<void> {
  const question = await browser.open(`${sandbox().issuer}/session/end?client_id=foyer`)
  await browser.submit(question, { logout: 'yes' })
}

async function mustSignInAgain(browser: Browser): Promise<boolean> {
  const { page } = await arrive(browser, ada, { prompt: 'none' })
  return page.url.searchParams.get('error') === 'login_required'
}

test('who signs out is signed out of every app of that session, by a token as the specification wants it', async () => {
  const [browser, elsewhere] = [newBrowser(), newBrowser()]
  const tokens = await grantFor(ada, {}, browser)
  const ofLarkspur = await grantFor(ada, { client_id: 'foyer-larkspur' }, browser)
  await grantFor(ada, {}, elsewhere)

  await signOut(browser)

  const keys = createRemoteJWKSet(new URL(`${sandbox().issuer}/jwks`))
  const told = await Promise.all(
    app().notices.map((form) =>
      jwtVerify(form.get('logout_token') ?? '', keys, {
        issuer: sandbox().issuer,
        typ: 'logout+jwt',
        algorithms: ['ES256'],
      }),
    ),
  )
  expect(told.map(({ payload }) => [payload.aud, payload.sid]).toSorted()).toEqual([
    ['foyer', sidOf(tokens)],
    ['foyer-larkspur', sidOf(ofLarkspur)],
  ])
  for (const { payload } of told) {
    expect(payload).toEqual({
      iss: sandbox().issuer,
      aud: payload.aud,
      sub: decodeJwt(tokens.id_token).sub,
      sid: payload.sid,
      iat: expect.any(Number),
      exp: (payload.iat ?? 0) + 120,
      jti: expect.any(String),
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
  }
  expect(new Set(told.map(({ payload }) => payload.jti)).size).toBe(2)
  expect(await mustSignInAgain(elsewhere)).toBe(false)
})

test.each([
  ['e-mail', () => ada],
  ['id', (sub: string) => sub],
])('a person can be signed out everywhere by order, named by %s', async (_what, nameOf) => {
  const browsers = [newBrowser(), newBrowser()]
  const grants = []
  for (const browser of browsers) grants.push(await grantFor(ada, {}, browser))
  const passing = await grantFor(ada, { scope: 'openid', institutionId: larkspur }, newBrowser())
  const ben = newBrowser()
  await grantFor('ben@example.test', {}, ben)

  const sub = decodeJwt(passing.id_token).sub ?? ''
  expect((await sandbox().control({ signOut: nameOf(sub) })).status).toBe(200)

  const told = app().notices.map((form) => decodeJwt(form.get('logout_token') ?? '').sid)
  for (const grant of [...grants, passing]) expect(told).toContain(sidOf(grant))
  for (const browser of browsers) expect(await mustSignInAgain(browser)).toBe(true)
  expect(await mustSignInAgain(ben)).toBe(false)
  expect((await sandbox().requests()).counts).toMatchObject({
    'backchannel-logout': expect.any(Number),
  })
  // What was granted for longer than the session outlives it.
  expect((await refresh(grants[0]?.refresh_token ?? '')).status).toBe(200)

  app().notices.length = 0
  expect((await sandbox().control({ signOut: nameOf(sub) })).status).toBe(200)
  expect(app().notices).toEqual([])
})

test('an order for somebody who is nobody there makes no sense', async () => {
  const [bank = ''] = sandbox().bankOrigins
  expect((await sandbox().control({ signOut: 'nobody' })).status).toBe(400)
  expect((await sandbox().control({ signOut: 'noor@example.test' }, bank)).status).toBe(400)
  expect((await sandbox().control({ signOut: ada }, bank)).status).toBe(200)
})

import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// Prefetch, HEAD, an image, a frame or a script cannot start, finish or end anything.

let issuer: ScriptedIssuer
let app: App

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
  app = await startApp({ env: issuer.clientEnv })
})

test.afterAll(async () => {
  await app.stop()
  await issuer.close()
})

const strangers: [string, { method?: string; headers?: Record<string, string> }, number][] = [
  ['a prefetch', { headers: { 'sec-purpose': 'prefetch' } }, 204],
  ['an older prefetch', { headers: { purpose: 'prefetch' } }, 204],
  ['a prefetch of the router', { headers: { 'next-router-prefetch': '1' } }, 204],
  ['an image', { headers: { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' } }, 403],
  ['a frame', { headers: { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' } }, 403],
  ['a script', { headers: { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' } }, 403],
  ['HEAD', { method: 'HEAD' }, 405],
  ['OPTIONS', { method: 'OPTIONS' }, 405],
  ['a form', { method: 'POST' }, 405],
]

for (const [what, options, status] of strangers) {
  test(`${what} starts no sign-in`, async () => {
    const browser = newBrowser(app.url)

    const answer = await browser.request('/auth/authorize', options)

    expect(answer.status).toBe(status)
    expect([...browser.jar]).toEqual([])
  })

  test(`${what} finishes no sign-in, and the person still can`, async () => {
    const browser = newBrowser(app.url)
    const start = await browser.request('/auth/authorize')
    const back = await browser.request(start.location)

    const answer = await browser.request(back.location, options)
    expect(answer.status).toBe(status)
    expect(await browser.session()).toEqual({ error: 'no-session' })

    await browser.request(back.location)
    expect(await browser.session()).toMatchObject({ user: { sub: 'ada' } })
  })
}

const foreign: [string, Record<string, string>][] = [
  ['another site', { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' }],
  ['a neighbour', { origin: 'https://neighbour.localhost', 'sec-fetch-site': 'same-site' }],
  ['a page without an origin', { origin: 'null' }],
]

for (const path of ['/auth/logout', '/auth/refresh']) {
  for (const [what, headers] of foreign) {
    test(`${what} changes nothing at ${path}`, async () => {
      const browser = newBrowser(app.url)
      await browser.open('/auth/authorize')
      const before = await browser.session()

      const answer = await browser.request(path, { method: 'POST', headers })

      expect(answer.status).toBe(403)
      expect(await browser.session()).toEqual(before)
    })
  }

  test(`a link, an image and HEAD change nothing at ${path}`, async () => {
    const browser = newBrowser(app.url)
    await browser.open('/auth/authorize')
    const before = await browser.session()

    for (const method of ['GET', 'HEAD', 'PUT', 'DELETE']) {
      expect((await browser.request(path, { method })).status).toBe(405)
    }
    expect(await browser.session()).toEqual(before)
  })
}

test('a page of ours ends the session, here first and then there', async () => {
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')

  const answer = await browser.request('/auth/logout', { method: 'POST' })

  expect(answer.status).toBe(303)
  const location = new URL(answer.location)
  expect(`${location.origin}${location.pathname}`).toBe(`${issuer.url}/end`)
  expect(Object.fromEntries(location.searchParams)).toEqual({
    client_id: 'foyer',
    post_logout_redirect_uri: `${app.url}/signed-out`,
    state: expect.stringMatching(/^[\w-]{20,}$/),
  })
  expect(await browser.session()).toEqual({ error: 'no-session' })
  expect(issuer.callsTo('/revoke')).toHaveLength(1)
})

test('the page after signing out ends nothing by itself', async () => {
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')

  await browser.open('/signed-out')

  expect(await browser.session()).toMatchObject({ user: { sub: 'ada' } })
})

import { expect, test } from '@playwright/test'
import { type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import { type Script, type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// What a hostile, broken or silent server may do to a sign-in: the page that explains it, nothing
// stored, the session from before intact, and a clean sign-in right after.

test.describe.configure({ mode: 'serial' })

let issuer: ScriptedIssuer
let app: App

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
  app = await startApp({ env: issuer.clientEnv })
})

test.beforeEach(() => issuer.reset())

test.afterAll(async () => {
  await app.stop()
  await issuer.close()
})

async function signedIn(): Promise<Browser> {
  const browser = newBrowser(app.url)
  const { url } = await browser.open('/auth/authorize')
  expect(new URL(url).pathname).toBe('/institutions')
  return browser
}

const now = () => Math.floor(Date.now() / 1000)

const refusals: [string, Script, string][] = [
  ['a denied consent', { redirect: { code: null, error: 'access_denied' } }, 'access-denied'],
  ['a wrong state', { redirect: { state: 'guess' } }, 'stale-sign-in'],
  ['no state', { redirect: { state: null } }, 'stale-sign-in'],
  ['a wrong issuer', { redirect: { iss: 'https://evil.test' } }, 'untrusted-response'],
  ['no issuer', { redirect: { iss: null } }, 'untrusted-response'],
  ['a wrong nonce', { idToken: { nonce: 'other' } }, 'untrusted-response'],
  ['a wrong audience', { idToken: { aud: 'someone-else' } }, 'untrusted-response'],
  ['a wrong issuer in the token', { idToken: { iss: 'https://evil.test' } }, 'untrusted-response'],
  ['an ID token that has ended', { idToken: { exp: now() - 3600 } }, 'untrusted-response'],
  ['a wrong signature', { strangerSigns: true }, 'untrusted-response'],
  ['another institution', { accessToken: { institutionId: 'juniper' } }, 'wrong-institution'],
  ['no institution', { accessToken: { institutionId: null } }, 'wrong-institution'],
  ['another person', { idToken: { sub: 'ben' }, accessToken: { sub: 'ben' } }, 'wrong-person'],
  ['a refused client', answering(401, '{"error":"invalid_client"}'), 'issuer-refused'],
  ['a server that is down', answering(503, 'no'), 'issuer-unavailable'],
  ['a server that answers HTML', answering(200, '<html>'), 'issuer-unavailable'],
  ['a server that hangs up', hangingUp(), 'issuer-unavailable'],
  ['a server that never stops', endless(), 'issuer-unavailable'],
]

for (const [what, script, code] of refusals) {
  test(`${what} leads to its page, and leaves the session as it was`, async () => {
    const browser = await signedIn()
    const before = await browser.session()
    Object.assign(issuer.script, script)

    const refused = await browser.open('/auth/authorize?institutionId=larkspur')

    expect(new URL(refused.url).pathname).toBe(`/problem/${code}`)
    expect(refused.status).toBe(200)
    const reference = new URL(refused.url).searchParams.get('ref') ?? 'none'
    expect(refused.body).toContain(reference)
    const line = `"problem":"${code}","reference":"${reference}"`
    await expect.poll(app.logs).toContain(line)
    expect(await browser.session()).toEqual(before)

    issuer.reset()
    const accepted = await browser.open('/auth/authorize?institutionId=larkspur')
    expect(new URL(accepted.url).pathname).toBe('/institutions')
    expect(await browser.session()).toMatchObject({
      institutions: [{ institutionId: 'zero' }, { institutionId: 'larkspur' }],
    })
  })
}

test('a server that is silent is given up on after five seconds', async () => {
  const browser = await signedIn()
  const before = await browser.session()
  issuer.script.answer = { '/token': () => {} }

  const startedAt = Date.now()
  const { url } = await browser.open('/auth/authorize?institutionId=larkspur')

  expect(new URL(url).pathname).toBe('/problem/issuer-unavailable')
  expect(Date.now() - startedAt).toBeLessThan(8_000)
  expect(await browser.session()).toEqual(before)
})

test('a refused first sign-in leaves nobody signed in', async () => {
  const browser = newBrowser(app.url)
  issuer.script.idToken = { nonce: 'other' }

  await browser.open('/auth/authorize')

  expect(await browser.session()).toEqual({ error: 'no-session' })
  expect([...browser.jar.keys()]).toEqual([])
})

test('an answer works once, even with a copy of its cookie', async () => {
  const browser = newBrowser(app.url)
  const start = await browser.request('/auth/authorize')
  const cookie = browser.cookieHeader()
  const back = await browser.request(start.location)
  const codes = issuer.callsTo('/token').length

  const first = await browser.request(back.location)
  const second = await newBrowser(app.url).request(back.location, { headers: { cookie } })

  expect(new URL(first.location).pathname).toBe('/institutions')
  expect(new URL(second.location).pathname).toBe('/problem/stale-sign-in')
  expect(issuer.callsTo('/token').length).toBe(codes + 1)
})

test('an answer is worth nothing in another browser', async () => {
  const start = await newBrowser(app.url).request('/auth/authorize')
  const victim = newBrowser(app.url)
  const back = await victim.request(start.location)

  const answer = await victim.request(back.location)

  expect(new URL(answer.location).pathname).toBe('/problem/stale-sign-in')
  expect(issuer.callsTo('/token')).toEqual([])
})

for (const institutionId of ['zero', '', '../x', 'a/b', 'x'.repeat(200), '<script>']) {
  test(`"${institutionId.slice(0, 12)}" is no institution`, async () => {
    const browser = newBrowser(app.url)
    const query = new URLSearchParams({ institutionId })

    const answer = await browser.request(`/auth/authorize?${query}`)

    expect(answer.status).toBe(303)
    expect(new URL(answer.location).pathname).toBe('/problem/unknown-institution')
  })
}

function answering(status: number, body: string): Script {
  return {
    answer: {
      '/token': (_request, response) => {
        response.writeHead(status, { 'content-type': 'application/json' }).end(body)
      },
    },
  }
}

function hangingUp(): Script {
  return { answer: { '/token': (request) => request.socket.destroy() } }
}

function endless(): Script {
  return {
    answer: {
      '/token': (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        const more = () => {
          if (response.destroyed) return
          if (response.write(' '.repeat(65_536))) setImmediate(more)
          else response.once('drain', more)
        }
        more()
      },
    },
  }
}

import { expect, test } from '@playwright/test'
import { type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// What every answer says about itself, whatever was asked, and what every document may do.

let issuer: ScriptedIssuer
let app: App
let browser: Browser

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
  app = await startApp({
    env: {
      APP_URL: 'https://foyer.test',
      ...issuer.clientEnv,
    },
  })
})

test.beforeEach(async () => {
  browser = newBrowser(app.url, app.listensAt)
  await browser.open('/auth/authorize')
  await browser.open('/auth/authorize?institutionId=larkspur')
})

test.afterAll(async () => {
  await Promise.all([app.stop(), issuer.close()])
})

const usual = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}
const elsewhere = { origin: 'https://evil.test' }

const answers: [string, number, string, Parameters<Browser['request']>[1]?][] = [
  ['a page', 200, '/institutions'],
  ['a redirect of a step', 303, '/auth/authorize'],
  ['a redirect of a page', 307, '/institutions/juniper/accounts'],
  ['a redirect to our own name', 307, '/', { headers: { host: 'evil.test' } }],
  ['a redirect of the framework', 308, '/institutions/'],
  ['JSON', 200, '/auth/session'],
  ['our keys', 200, '/.well-known/jwks.json'],
  ['a health check', 200, '/health/live'],
  ['a file', 200, '/icon.svg'],
  ['a prefetch', 204, '/auth/authorize', { headers: { 'sec-purpose': 'prefetch' } }],
  ['a line that is no request of ours', 400, '/%ff'],
  ['nobody', 401, '/auth/session', { headers: { cookie: '' } }],
  ['a stranger', 403, '/auth/logout', { method: 'POST', headers: elsewhere }],
  ['a page that is not there', 404, '/nowhere'],
  ['a file that is not there', 404, '/_next/static/nothing.js'],
  ['a wrong method', 405, '/auth/callback', { method: 'POST' }],
  ['too much', 413, '/auth/refresh', { method: 'POST', form: { returnTo: 'x'.repeat(100_000) } }],
]

for (const [what, status, path, options] of answers) {
  test(`${what}: ${status}, with the usual headers`, async () => {
    const answer = await browser.request(path, options)

    expect(answer.status).toBe(status)
    for (const [name, value] of Object.entries(usual)) {
      expect(answer.headers.get(name), name).toBe(value)
    }
    expect(answer.headers.get('x-powered-by')).toBeNull()
    expect(answer.headers.get('server')).toBeNull()
  })
}

test('what is about a person is never kept by a cache', async () => {
  const paths = [
    '/',
    '/institutions',
    '/institutions/larkspur/accounts',
    '/institutions/larkspur/accounts/a-1',
    '/institutions/juniper/accounts',
    '/profile',
    '/signed-out',
    '/problem/session-over',
    '/auth/authorize',
    '/auth/callback',
    '/auth/session',
    '/nowhere',
  ]
  for (const path of paths) {
    const { headers } = await browser.request(path)
    expect(headers.get('cache-control'), path).toContain('no-store')
  }
})

const documents = [
  '/',
  '/institutions',
  '/institutions/larkspur/accounts',
  '/institutions/larkspur/accounts/a-1',
  '/profile',
  '/signed-out',
  '/problem/wrong-person',
  '/problem/boredom',
  '/nowhere',
]

for (const path of documents) {
  test(`${path} runs only what carries the nonce of this very answer`, async () => {
    const nonces = new Set<string>()
    for (let visit = 1; visit <= 3; visit += 1) {
      const { headers, body } = await browser.request(path, {
        headers: { 'content-security-policy': "script-src 'nonce-chosen-by-the-client'" },
      })
      const policy = headers.get('content-security-policy') ?? ''
      const [nonce = ''] = /(?<='nonce-)[\w-]{22,}(?=')/.exec(policy) ?? []
      nonces.add(nonce)

      expect(policyOf(policy)).toEqual({
        'default-src': "'none'",
        'script-src': `'nonce-${nonce}' 'strict-dynamic'`,
        'style-src': `'self' 'nonce-${nonce}'`,
        'img-src': "'self' data:",
        'font-src': "'self'",
        'connect-src': "'self'",
        'manifest-src': "'self'",
        'form-action': `'self' ${issuer.url}`,
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      })
      expect(headers.get('strict-transport-security')).toMatch(/^max-age=\d{8}/)

      const scripts = body.match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(2)
      for (const tag of scripts) expect(tag).toContain(`nonce="${nonce}"`)
      expect(body).not.toMatch(/<[^>]+ (?:style|on\w+)=/)
      expect(body).not.toContain('chosen-by-the-client')
    }
    expect(nonces.size).toBe(3)
  })
}

function policyOf(header: string): Record<string, string> {
  return Object.fromEntries(
    header.split('; ').map((directive) => {
      const [name = '', ...sources] = directive.split(' ')
      return [name, sources.join(' ')]
    }),
  )
}

import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { startApp } from './harness.ts'
import { startScriptedIssuer } from './scripted-issuer.ts'
import { shouts } from './shouting.ts'

const canary = 'CANARY7f3a91c2'

test('no token, code, verifier or secret reaches the browser or the log', async () => {
  const issuer = await startScriptedIssuer(canary)
  const sessionSecret = `${canary}-session-secret-of-some-length`
  const app = await startApp({
    env: {
      ...issuer.clientEnv,
      SESSION_SECRET: sessionSecret,
      LOG_LEVEL: 'debug',
    },
  })
  const browser = newBrowser(app.url)
  const pages = [
    '/',
    '/institutions',
    '/profile',
    '/institutions/larkspur/accounts',
    '/institutions/larkspur/accounts/a-1',
    '/problem/untrusted-response',
    '/nowhere',
    '/signed-out',
  ]

  await browser.open('/auth/authorize?login_hint=ada%40example.test')
  await browser.open('/auth/authorize?institutionId=larkspur')
  for (const page of pages) {
    await browser.open(page)
    await browser.request(page, { headers: { rsc: '1', 'sec-fetch-mode': 'cors' } })
  }
  await browser.session()
  const json = { accept: 'application/json' }
  await browser.request('/auth/refresh', { method: 'POST', headers: json })
  await browser.request('/.well-known/jwks.json')

  // A server that repeats what it was told, and an API that shouts.
  for (const [path, status] of [
    ['/token', 400],
    ['/token', 500],
    ['/api/users/ada/institutions', 500],
  ] as const) {
    issuer.script.answer = { [path]: shouts(issuer.secrets, status) }
    await browser.open('/auth/authorize?institutionId=juniper')
    await browser.open('/institutions')
  }
  issuer.script.answer = {}
  await browser.open('/auth/authorize?institutionId=larkspur')
  await browser.request('/auth/logout', { method: 'POST' })

  const cookies = [...browser.jar.values()].join('\n')
  const seen = [...browser.received, cookies].join('\n')
  await app.stop()
  const logged = app.logs()
  await issuer.close()

  // The check can fail: the secrets were made, pages were shown, and the log was written.
  expect(issuer.secrets.size).toBeGreaterThan(10)
  expect(seen).toContain('Okafor Bakery')
  expect(logged).toContain('refusal')

  for (const secret of [...issuer.secrets, canary, sessionSecret]) {
    expect(seen).not.toContain(secret)
    expect(logged).not.toContain(secret)
  }
})

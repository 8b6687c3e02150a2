import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { startApp } from './harness.ts'
import { startOtlpReceiver } from './otlp-receiver.ts'
import { refuseOnce, startScriptedIssuer } from './scripted-issuer.ts'

const canary = 'CANARY0c4e77aa'

test('a visit is traced and counted, from step to step and on into the API, without anything secret', async () => {
  const issuer = await startScriptedIssuer(canary)
  const receiver = await startOtlpReceiver()
  const app = await startApp({ env: { ...issuer.clientEnv, ...receiver.env } })
  const browser = newBrowser(app.url)
  const joined: { atIssuer: unknown; atApi: unknown; baggage: unknown }[] = []

  await browser.open('/auth/authorize?login_hint=ada%40example.test', {
    headers: { baggage: `from=${canary}` },
  })
  await browser.open('/auth/authorize?institutionId=larkspur')
  refuseOnce(issuer, '/api/larkspur/enterprise/ada/accounts/a-1')
  await browser.open('/institutions/larkspur/accounts/a-1')
  issuer.script.answer = {
    '/api/users/ada/institutions': ({ headers }, response) => {
      joined.push({ atIssuer: null, atApi: headers.traceparent, baggage: headers.baggage })
      response.writeHead(500).end(JSON.stringify({ message: [...issuer.secrets].join() }))
    },
    '/revoke': ({ headers }, response) => {
      joined.push({ atIssuer: headers.traceparent, atApi: null, baggage: headers.baggage })
      response.writeHead(200).end()
    },
  }
  await browser.open('/institutions', { headers: { baggage: `from=${canary}` } })
  await browser.open(`/auth/callback?code=${canary}&state=${canary}`)
  await browser.request(`/nowhere/${canary}?code=${canary}`)
  await browser.request('/auth/logout', { method: 'POST' })
  await app.stop()

  const spans = receiver.spans()
  const names = new Set(spans.map(({ name }) => name))
  for (const name of [
    ...['foyer discovery', 'foyer metadata request', 'foyer authorize', 'foyer callback'],
    ...['foyer token request', 'foyer key request', 'foyer refresh', 'foyer revocation'],
    ...['foyer revocation request', 'foyer logout', 'GET /users/{id}/institutions'],
    ...['GET /{id}/enterprise/{id}/accounts/{id}', 'GET /auth/callback'],
  ]) {
    expect(names).toContain(name)
  }
  const call = spans.find(({ name }) => name === 'GET /{id}/enterprise/{id}/accounts/{id}')
  expect(call?.attributes).toMatchObject({
    'http.request.method': 'GET',
    'server.address': '127.0.0.1',
    'url.template': '/{id}/enterprise/{id}/accounts/{id}',
    'foyer.reference': expect.stringMatching(/^[0-9a-f]{4}-[0-9a-f]{4}$/),
  })
  expect(receiver.counters()).toEqual({
    'foyer.sign_ins': 1,
    'foyer.refreshes': 1,
    'foyer.refusals api-unavailable': expect.any(Number),
    'foyer.refusals stale-sign-in': 1,
  })

  const [api, revocation] = joined
  const ofApi = spans.filter(({ traceId }) => String(api?.atApi).includes(traceId))
  expect(ofApi.map(({ name }) => name)).toContain('GET /users/{id}/institutions')
  expect(revocation?.atIssuer).toBeUndefined()
  expect(joined.map(({ baggage }) => baggage)).not.toContainEqual(expect.anything())

  expect(issuer.secrets.size).toBeGreaterThan(5)
  const sent = receiver.received()
  const secrets = [...issuer.secrets, canary, '/ada', 'ada@', 'a-1']
  expect(secrets.filter((secret) => sent.includes(secret))).toEqual([])
  // The library believes that every app runs where it comes from.
  expect(sent.match(/vercel(?!\/otel)/)).toBeNull()
  await Promise.all([issuer.close(), receiver.close()])
})

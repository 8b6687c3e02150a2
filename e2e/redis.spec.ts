import { expect, test } from '@playwright/test'
import { startGate } from '#lib/testing/tcp-gate.ts'
import { type RedisServer, redisForTests, whyNoRedis } from '../scripts/redis-server.ts'
import { type Answer, newBrowser } from './browser-client.ts'
import { type App, startApp } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// One app whose way to Redis can be blocked.

let redis: RedisServer
let gate: Awaited<ReturnType<typeof startGate>>
let issuer: ScriptedIssuer
let app: App

test.beforeAll(async () => {
  const found = await redisForTests()
  test.skip(found === null, whyNoRedis)
  if (!found) return
  redis = found
  const { hostname, port } = new URL(redis.url)
  gate = await startGate(Number(port || 6379), hostname)
  gate.shut()
  issuer = await startScriptedIssuer()
  const through = Object.assign(new URL(redis.url), { hostname: '127.0.0.1', port: gate.port })
  app = await startApp({ env: { ...issuer.clientEnv, REDIS_URL: through.href } })
})
test.afterAll(async () => {
  await Promise.all([app?.stop(), issuer?.close(), gate?.close(), redis?.stop()])
})

const accountsPage = '/institutions/larkspur/accounts'
const readiness = async () => (await fetch(`${app.url}/health/ready`)).status
const events = () => app.logs().match(/"event":"store-\w+"/g) ?? []

test('the app starts without Redis, is not ready, and is as soon as Redis is there', async () => {
  await expect.poll(readiness).toBe(503)
  gate.open()
  await expect.poll(readiness).toBe(200)
  expect(events()).toEqual(['"event":"store-lost"', '"event":"store-back"'])
})

for (const [name, block] of [
  ['is gone', () => gate.shut()],
  ['says nothing', () => gate.silence()],
] as const) {
  test(`while Redis ${name}, pages say so within two seconds, and nobody is signed out`, async () => {
    const browser = newBrowser(app.url)
    await browser.open('/auth/authorize')
    await browser.open('/auth/authorize?institutionId=larkspur')
    const cookies = browser.cookieHeader()

    block()
    for (let time = 1; time <= 3; time += 1) {
      const began = performance.now()
      expect(told(await browser.request(accountsPage))).toEqual([503, true])
      expect(performance.now() - began).toBeLessThan(2_000)
    }
    expect((await browser.request('/auth/session', { headers: { accept: '*/*' } })).status).toBe(
      503,
    )
    expect(browser.cookieHeader()).toBe(cookies)

    gate.open()
    await expect.poll(async () => (await browser.request(accountsPage)).status).toBe(200)
    expect((await browser.request(accountsPage)).body).toContain('Okafor Bakery')
  })
}

function told({ status, headers }: Answer): [status: number, saysWhenToTryAgain: boolean] {
  return [status, headers.has('retry-after')]
}

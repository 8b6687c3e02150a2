import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { type App, startApp, temporaryFolder } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// What an operator sees who restarts the app at noon.

let issuer: ScriptedIssuer

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
})
test.beforeEach(() => issuer.reset())
test.afterAll(() => issuer.close())

/** The issuer answers for tokens when the function is called that this one answers. */
function holdTokens(): () => void {
  const held = Promise.withResolvers<void>()
  issuer.script.holds = { '/token': held.promise }
  return held.resolve
}

const answered = ({ status, headers }: { status: number; headers: Headers }) => ({
  status,
  connection: headers.get('connection'),
})

test('a callback under way completes, and its session is there after the restart', async () => {
  const SESSION_FILE = join(temporaryFolder('restart'), 'sessions.db')
  const SESSION_SECRET = 'the same secret before and after it'
  const env = { ...issuer.clientEnv, SESSION_FILE, SESSION_SECRET }
  const app = await startApp({ env })
  const browser = newBrowser(app.url)
  const atIssuer = await browser.request('/auth/authorize')
  const back = await browser.request(atIssuer.location)
  const release = holdTokens()

  const callback = browser.request(back.location)
  await expect.poll(() => issuer.callsTo('/token').length).toBe(1)
  const exitCode = app.stop()

  const isUnready = async () => (await browser.request('/health/ready')).status === 503
  await expect.poll(isUnready, { intervals: [50] }).toBe(true)
  release()

  expect(answered(await callback)).toEqual({ status: 303, connection: 'close' })
  expect(await exitCode).toBe(0)
  // All that was written is in the file itself.
  expect(existsSync(`${SESSION_FILE}-wal`)).toBe(false)

  const again = await startApp({ env: { ...env, PORT: new URL(app.url).port } })
  expect(await browser.session()).toMatchObject({ user: { sub: 'ada' } })
  await again.stop()
})

test('while something runs, who comes is answered, and sent elsewhere', async () => {
  const app = await startApp({ env: issuer.clientEnv })
  const end = await beginForm(app)
  const exitCode = app.stop()

  const ask = async (path: string) => answered(await newBrowser(app.url).request(path))
  await expect.poll(() => ask('/health/ready')).toEqual({ status: 503, connection: 'close' })
  expect(await ask('/')).toEqual({ status: 200, connection: 'close' })

  end()
  expect(await exitCode).toBe(0)
})

test('told again a while later, the app ends at once', async () => {
  const app = await startApp({ env: issuer.clientEnv })
  await beginForm(app)

  const toldAt = performance.now()
  let exitCode: number | null | 'running' = 'running'
  while (exitCode === 'running') {
    exitCode = await Promise.race([app.stop(), wait(200, 'running' as const)])
  }

  expect(exitCode).toBe(1)
  expect(performance.now() - toldAt).toBeLessThan(8_000)
})

test('while the issuer is silent, readiness is told all the same, and soon', async () => {
  const silent: ServerResponse[] = []
  issuer.script.answer = {
    '/.well-known/openid-configuration': (_request, response) => void silent.push(response),
  }
  const app = await startApp({ env: issuer.clientEnv })

  const askedAt = performance.now()
  const answer = await newBrowser(app.url).request('/health/ready')

  expect(performance.now() - askedAt).toBeLessThan(2_500)
  expect(answer.status).toBe(503)
  expect(JSON.parse(answer.body)).toEqual({ store: 'ok', issuer: 'unknown' })
  for (const response of silent) response.destroy()
  await app.stop()
})

/** A form of which the app has the beginning, and waits for the rest. */
async function beginForm({ url }: App): Promise<() => void> {
  const { host, hostname, port } = new URL(url)
  const socket = connect(Number(port), hostname)
  const lines = ['POST /auth/refresh HTTP/1.1', `Host: ${host}`, `Origin: ${url}`]
  socket.write([...lines, 'Content-Length: 9', 'Expect: 100-continue', '', ''].join('\r\n'))
  await once(socket, 'data')
  return () => socket.end('123456789')
}

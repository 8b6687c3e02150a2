import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { freePorts } from '../scripts/port.ts'
import { type RedisServer, redisForTests, whyNoRedis } from '../scripts/redis-server.ts'
import { sandboxEnvironment } from '../scripts/sandbox-environment.ts'
import { type Front, startFront, tlsFolder } from './deploy-proxy.ts'
import { enter, people, signIn } from './fixtures.ts'
import { type App, type Sandbox, startApp, startSandbox, temporaryFolder } from './harness.ts'

// As compose.yaml puts it up: TLS in front, two instances, Redis behind them. `JOURNEYS_SERVER` has it done
// with the files of an image.

let redis: RedisServer
let sandbox: Sandbox
let front: Front
let appUrl: string
let environment: Record<string, string>
const instances: { port: number; app: App }[] = []

test.beforeAll(async () => {
  const found = await redisForTests()
  test.skip(found === null, whyNoRedis)
  if (!found) return
  redis = found

  const [port = 0, sandboxPort = 0, ...ports] = await freePorts(4)
  appUrl = `https://localhost:${port}`
  const folder = tlsFolder()
  // It reads the keys of the app, and tells it of a sign-out: by its public address.
  const env = { NODE_EXTRA_CA_CERTS: join(folder, 'tls-certificate') }
  sandbox = await startSandbox({ port: sandboxPort, appUrl, env })
  environment = {
    ...(await sandboxEnvironment({
      appUrl,
      sandboxUrl: sandbox.url,
      folder: temporaryFolder('app'),
    })),
    SESSION_FILE: '',
    REDIS_URL: redis.url,
    TRUSTED_PROXIES: '1',
  }
  for (const at of ports) instances.push({ port: at, app: await start(at) })
  front = await startFront({ port, instances: ports, tlsFolder: folder })
})
test.afterAll(async () => {
  await Promise.all([...instances.splice(0).map(({ app }) => app.stop()), sandbox?.stop()])
  await Promise.all([front?.stop(), redis?.stop()])
})

function start(port: number): Promise<App> {
  return startApp({ env: { ...environment, PORT: String(port) } })
}

test('a person signs in over TLS, and stays signed in while the instances are replaced', async ({
  browser,
}) => {
  const context = await browser.newContext({ baseURL: appUrl, ignoreHTTPSErrors: true })
  const page = await context.newPage()
  await signIn(page, people.ada)
  await enter(page, 'Larkspur Bank')

  const session = (await context.cookies(appUrl)).find(({ name }) => /session/.test(name))
  expect(session).toMatchObject({ name: '__Host-session', secure: true, httpOnly: true })
  const answer = await page.reload()
  expect(answer?.headers()['strict-transport-security']).toMatch(/^max-age=\d{8}/)

  const meanwhile = keepAsking(page, '/institutions')
  for (const instance of instances) {
    await instance.app.stop()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Accounts' })).toBeVisible()
    instance.app = await start(instance.port)
  }
  expect(await meanwhile.end()).toEqual(new Set([200]))

  await page.getByText('Ada Okafor').first().click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('button', { name: 'Yes, sign out' }).click()
  await expect(page.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  expect((await page.request.get('/auth/session')).status()).toBe(401)
  await context.close()
})

test('the sandbox tells the app of a sign-out by its public address', async ({ browser }) => {
  const context = await browser.newContext({ baseURL: appUrl, ignoreHTTPSErrors: true })
  const page = await context.newPage()
  await signIn(page, people.ada)

  await sandbox.order({ signOut: people.ada })
  expect((await page.request.get('/auth/session')).status()).toBe(401)
  await context.close()
})

/** Asks for a page as whoever is signed in there, again and again. */
function keepAsking(page: Page, path: string) {
  const statuses = new Set<number>()
  let isOver = false
  const asking = (async () => {
    while (!isOver) statuses.add((await page.request.get(path)).status())
  })()
  return {
    async end(): Promise<Set<number>> {
      isOver = true
      await asking
      return statuses
    },
  }
}

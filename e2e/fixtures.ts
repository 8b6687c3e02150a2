import { test as base, type Page } from '@playwright/test'
import { freePort } from '../scripts/port.ts'
import type { Profile } from '../scripts/profile.ts'
import { sandboxEnvironment } from '../scripts/sandbox-environment.ts'
import { type App, type Sandbox, startApp, startSandbox, temporaryFolder } from './harness.ts'
import { password, people, secondFactorCode } from './people.ts'

export { expect } from '@playwright/test'
export { people } from './people.ts'

type Variables = Record<string, string>

type Pair = {
  /**
   * How the app chooses an institution. `test.use({ profile: 'consumer' })` at the top of a file, and its
   * journeys run with an app that knows the two banks and no Institution Zero. The sandbox is the same
   * under all three, so a file that must hold under several can make its tests in a function and call it
   * in one `test.describe` each, with a `test.use` of its own.
   */
  profile: Profile
  /** Variables over the usual ones; `test.use({ appEnv: … })` in a file gives it a pair of its own. */
  appEnv: Variables
  sandboxEnv: Variables
  /** The app and the sandbox of this worker, each a process on a free port. */
  pair: Readonly<{ app: App; sandbox: Sandbox; keysFile: string }>
}

export const test = base.extend<{ app: App; sandbox: Sandbox; keysFile: string }, Pair>({
  profile: ['parameter', { option: true, scope: 'worker' }],
  appEnv: [{}, { option: true, scope: 'worker' }],
  sandboxEnv: [{}, { option: true, scope: 'worker' }],
  pair: [
    async ({ profile, appEnv, sandboxEnv }, use) => {
      const port = await freePort()
      const appUrl = `http://localhost:${port}`
      const sandbox = await startSandbox({ port: await freePort(), appUrl, env: sandboxEnv })
      const folder = temporaryFolder('app')
      const { url: sandboxUrl, bankUrls } = sandbox
      const place = { appUrl, sandboxUrl, bankUrls, folder, profile }
      const client = await sandboxEnvironment(place)
      const app = await startApp({ env: { PORT: String(port), ...client, ...appEnv } })
      await use({ app, sandbox, keysFile: client.OIDC_CLIENT_KEYS_FILE ?? '' })
      await Promise.all([app.stop(), sandbox.stop()])
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  app: async ({ pair }, use) => use(pair.app),
  sandbox: async ({ pair }, use) => use(pair.sandbox),
  keysFile: async ({ pair }, use) => use(pair.keysFile),
  baseURL: async ({ pair }, use) => use(pair.app.url),
})

/** Signs in through the real pages, from the front page to the picker. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByRole('button', { name: 'Continue' }).click()
  await answerSandbox(page, email)
  await page.waitForURL('**/institutions')
}

/** The sandbox's pages, until they lead back: who it is, the code where one is asked for, consent. */
export async function answerSandbox(page: Page, email: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  if (email === people.mei) {
    await page.getByLabel('Code').fill(secondFactorCode)
    await page.getByRole('button', { name: 'Continue' }).click()
  }
  await page.getByRole('button', { name: 'Allow' }).click()
}

/** Enters an institution from the picker, and allows what it asks for. */
export async function enter(page: Page, institution: string): Promise<void> {
  await page.goto('/institutions')
  await page.getByRole('link', { name: `Enter ${institution}` }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL('**/accounts')
}

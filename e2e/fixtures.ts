import { type APIResponse, test as base, expect, type Page } from '@playwright/test'
import { freePorts } from '../scripts/port.ts'
import type { Profile } from '../scripts/profile.ts'
import { sandboxEnvironment } from '../scripts/sandbox-environment.ts'
import { type App, type Sandbox, startApp, startSandbox, temporaryFolder } from './harness.ts'
import { type Institution, institutionIds } from './institutions.ts'
import { password, people, secondFactorCode } from './people.ts'
import { filledIn } from './sandbox-browser.ts'

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
      const [port = 0, sandboxPort = 0] = await freePorts(2)
      const appUrl = `http://localhost:${port}`
      const sandbox = await startSandbox({ port: sandboxPort, appUrl, env: sandboxEnv })
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

/** Signs in, and looks at no page on the way but the last, which is the picker. */
export async function signIn(page: Page, email: string): Promise<void> {
  await passSandbox(page, `/auth/authorize?login_hint=${encodeURIComponent(email)}`, email)
  await page.goto('/institutions')
}

/** Enters an institution, allows what it asks for, and looks at the accounts only. */
export async function enter(page: Page, institution: Institution): Promise<void> {
  const id = institutionIds[institution]
  await passSandbox(page, `/auth/authorize?institutionId=${id}`)
  await page.goto(`/institutions/${id}/accounts`)
}

/** Signs in through the real pages, from the front page to the picker. */
export async function signInOnPages(page: Page, email: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('Work e-mail').fill(email)
  await page.getByRole('button', { name: 'Continue' }).click()
  await answerSandbox(page, email)
  await page.waitForURL('**/institutions')
}

/** Enters an institution from the picker, and allows what it asks for on the page that asks. */
export async function enterOnPages(page: Page, institution: Institution): Promise<void> {
  await page.goto('/institutions')
  await page.getByRole('link', { name: `Enter ${institution}` }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL('**/accounts')
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

/** What the browser would send from page to page, in its own name, but without drawing one. */
async function passSandbox(page: Page, address: string, email = ''): Promise<void> {
  const { request } = page.context()
  let at = await request.get(address)
  for (let asked = 0; isQuestion(at) && asked < 3; asked += 1) {
    const question = { url: new URL(at.url()), body: await at.text() }
    const { action, body } = filledIn(question, answerTo(question.body, email))
    const headers = { 'content-type': 'application/x-www-form-urlencoded' }
    at = await request.post(action.href, { headers, data: body.toString() })
  }
  expect(isQuestion(at), `${at.url()} is still a question`).toBe(false)
}

const isQuestion = (at: APIResponse) => /^\/(?:login|consent)\//.test(new URL(at.url()).pathname)

function answerTo(question: string, email: string): Record<string, string> {
  if (question.includes('name="password"')) return { email, password }
  return question.includes('name="code"') ? { code: secondFactorCode } : { answer: 'allow' }
}

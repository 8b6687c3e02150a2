import type { StdioOptions } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { availableParallelism, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { findBrowser } from './browser.ts'
import { startHousehold } from './household.ts'
import { audit, type Verdict } from './lighthouse/audit.ts'
import { freePorts } from './port.ts'
import { sandboxEnvironment } from './sandbox-environment.ts'
import { banks, institutions } from './sandbox-institutions.ts'

// Asks Lighthouse about four pages, and ends with 1 where one is not at 100. It is fetched when it is
// asked for: no dependency of the project's, and no part of `npm test`, because a score of speed is one
// of the machine as well.

const always = ['performance', 'accessibility', 'best-practices'] as const
const accounts = `/institutions/${institutions[0].institutionId}/accounts`

/** What is behind a sign-in, or explains one that failed, is kept from search engines on purpose. */
const pages = [
  { name: 'front page', path: '/', isSignedIn: false, categories: [...always, 'seo'] },
  { name: 'problem page', path: '/problem/stale-sign-in', isSignedIn: false, categories: always },
  { name: 'picker', path: '/institutions', isSignedIn: true, categories: always },
  { name: 'accounts', path: accounts, isSignedIn: true, categories: always },
] as const

const quiet: StdioOptions = ['ignore', 'ignore', 'inherit']

async function lighthouse(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-lighthouse-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const household = startHousehold()
  console.log('Building the app …')
  if ((await household.run(['scripts/build.ts'], process.env, 'ignore')) !== 0) {
    await household.giveUp('The build failed: npm run build says why.')
  }
  const appUrl = await start(household, folder)

  const program = findBrowser() ?? chromium.executablePath()
  const cookie = await signIn(appUrl, program)
  const [load = 0] = loadavg()
  if (load > availableParallelism() / 2) {
    console.log('This machine has other work to do: what it says of speed is about that, too.')
  }
  const verdicts: Verdict[] = []
  for (const { name, path, isSignedIn, categories } of pages) {
    console.log(`Auditing: ${name} …`)
    const verdict = await audit({
      url: new URL(path, appUrl).href,
      cookie: isSignedIn ? cookie : null,
      categories,
      program,
    })
    verdicts.push(verdict)
    console.log(`${verdict.lines.map((line) => `  ${line}`).join('\n')}\n`)
  }
  await household.end(verdicts.every(({ isPerfect }) => isPerfect) ? 0 : 1)
}

/** The app beside a sandbox, both where nothing else listens. */
async function start(household: ReturnType<typeof startHousehold>, folder: string) {
  const [port, sandboxPort, ...bankPorts] = await freePorts(2 + banks.length)
  const appUrl = `http://localhost:${port}`
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const client = await sandboxEnvironment({ appUrl, sandboxUrl, folder })
  const { PATH, HOME } = process.env
  const env = { PATH, HOME, ...client, PORT: String(port) }
  const places = {
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_BANK_PORTS: bankPorts.join(','),
    SANDBOX_DATA: join(folder, 'sandbox'),
  }
  const sandbox = ['sandbox/server.ts'] as const
  await household.start('sandbox', `${sandboxUrl}/people`, sandbox, { ...env, ...places }, quiet)
  await household.start('app', `${appUrl}/health/ready`, ['scripts/serve.ts'], env, quiet)
  return appUrl
}

/** Signs somebody of the sandbox in, at Larkspur Bank too; answers the cookies that say so. */
async function signIn(appUrl: string, executablePath: string): Promise<string> {
  const browser = await chromium.launch({ executablePath })
  const page = await browser.newPage({ baseURL: appUrl })
  await page.goto('/auth/authorize')
  await page.getByLabel('E-mail').fill('ada@example.test')
  await page.getByLabel('Password').fill('sandbox')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByRole('link', { name: 'Enter Larkspur Bank' }).click()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(`**${accounts}`)
  const cookies = await page.context().cookies(appUrl)
  await browser.close()
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
}

await lighthouse()

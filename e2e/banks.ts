import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { freePort } from '../scripts/port.ts'
import { sandboxEnvironment } from '../scripts/sandbox-environment.ts'
import { test as base } from './fixtures.ts'
import { startApp, startSandbox, temporaryFolder } from './harness.ts'
import { password } from './people.ts'

export { expect, people } from './fixtures.ts'

const auth = 'https://api.banno.com/consumer/auth'
const institutionClaim = 'https://api.banno.com/consumer/claim/institution_id'

export const usualScope = [
  ...['openid', 'profile', 'email'],
  ...['offline_access', 'accounts.readonly', 'transactions.detail.readonly'].map(
    (scope) => `${auth}/${scope}`,
  ),
].join(' ')

/** The sandbox's consumer banks, in the order of their ports. */
export const banks = {
  marram: { institutionId: '4c1d7a60-8e25-4b93-a1f4-d07c52e9b836', name: 'Marram Savings Bank' },
  quince: { institutionId: 'f9382e1b-05c7-4d6a-8b70-2e64a91cd5f7', name: 'Quince Street Bank' },
} as const

type Bank = (typeof banks)[keyof typeof banks]

/** Journeys of banks' own customers: there is no Institution Zero, and each bank is an issuer. */
export const test = base.extend<{ bankUrls: readonly string[] }, { scope: string }>({
  /** What the app asks every bank for. */
  scope: [usualScope, { option: true, scope: 'worker' }],
  pair: [
    async ({ appEnv, sandboxEnv, scope }, use) => {
      const port = await freePort()
      const appUrl = `http://localhost:${port}`
      const sandbox = await startSandbox({ port: await freePort(), appUrl, env: sandboxEnv })
      const folder = temporaryFolder('app')
      const place = { appUrl, sandboxUrl: sandbox.url, folder }
      const { APP_URL, SESSION_FILE, SESSION_SECRET_FILE, OIDC_CLIENT_KEYS_FILE } =
        await sandboxEnvironment(place)
      const entries = Object.entries(banks).map(([slug, bank], index) => ({
        ...bank,
        issuer: `${sandbox.bankUrls[index]}/a/consumer/api/v0/oidc`,
        clientId: `foyer-${slug}`,
        scope,
        institutionParameter: null,
        institutionClaim,
        claims: { id_token: { [institutionClaim]: null } },
        api: 'consumer',
        apiUrl: sandbox.bankUrls[index],
      }))
      const INSTITUTIONS_FILE = join(folder, 'institutions.json')
      writeFileSync(INSTITUTIONS_FILE, JSON.stringify(entries))

      const client = { APP_URL, SESSION_FILE, SESSION_SECRET_FILE, OIDC_CLIENT_KEYS_FILE }
      const app = await startApp({
        env: { PORT: String(port), ...client, INSTITUTIONS_FILE, ...appEnv },
      })
      await use({ app, sandbox })
      await Promise.all([app.stop(), sandbox.stop()])
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  bankUrls: async ({ pair }, use) => use(pair.sandbox.bankUrls),
})

export function accountsAt({ institutionId }: Bank): string {
  return `/institutions/${institutionId}/accounts`
}

/** Signs in at a bank, which is how it is entered, and allows what it asks for but the `denied` pieces. */
export async function enterBank(
  page: Page,
  bank: Bank,
  email: string,
  denied: readonly string[] = [],
): Promise<void> {
  await page.goto(accountsAt(bank))
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
  for (const piece of denied) await page.getByLabel(piece).uncheck()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.waitForURL(`**${accountsAt(bank)}`)
}

type TaskOrder = Readonly<{ nextTask?: 'succeed' | 'fail' | 'time-out' | 'stall'; taskMs?: number }>

/** Says how the next update at a bank goes. */
export async function orderTask(bankUrl: string | undefined, order: TaskOrder): Promise<void> {
  const answer = await fetch(`${bankUrl}/control`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(order),
  })
  if (!answer.ok) throw new Error(`the bank answered ${answer.status}`)
}

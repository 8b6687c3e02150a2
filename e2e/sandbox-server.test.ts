import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { authorizationRequest, startSandbox } from './sandbox-client.ts'
import { visitSandbox } from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { app, sandbox, newBrowser, arrive } = visitSandbox()

test('every page is marked, has no script, and allows none', async () => {
  const browser = newBrowser()
  const { page: consent } = await arrive(browser, ada)
  const pages = [
    consent,
    await browser.open(`${sandbox().origin}/`),
    await browser.open(`${sandbox().origin}/account-settings`),
    await browser.open(`${sandbox().origin}/account-settings/security`),
    await browser.open(`${sandbox().origin}/login/none`),
    await browser.open(`${sandbox().issuer}/auth`),
    await browser.open(`${sandbox().issuer}/session/end`),
    await newBrowser().open(authorizationRequest(sandbox(), app()).url),
  ]
  for (const { body, headers } of pages) {
    expect(body).toContain('Local sandbox')
    expect(body).not.toContain('<script')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none';/)
    expect(headers.get('content-security-policy')).not.toContain('script-src')
  }
})

test('another name for this machine is turned away', async () => {
  const byName = sandbox().origin.replace('127.0.0.1', 'localhost')
  expect((await fetch(byName)).status).toBe(421)
})

test('several sandboxes that start at once on an empty folder agree on their keys', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sandbox-'))
  const all = await Promise.all(
    [1, 2, 3].map(() => startSandbox(app().url, { SANDBOX_DATA: folder })),
  )
  const sets = await Promise.all(
    all.map(async ({ issuer }) => (await fetch(`${issuer}/jwks`)).text()),
  )
  await Promise.all(all.map((one) => one.stop()))
  await rm(folder, { recursive: true })
  expect(new Set(sets).size).toBe(1)
})

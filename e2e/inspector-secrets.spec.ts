import { expect, test } from '@playwright/test'
import { newBrowser } from './browser-client.ts'
import { startApp } from './harness.ts'
import { startScriptedIssuer } from './scripted-issuer.ts'
import { shouts } from './shouting.ts'

const canary = 'CANARY7f3a91c2'
const mostPages = 2_000

type Browser = ReturnType<typeof newBrowser>

/** Every page of the inspector that one gets to from its front page, and both exports of every flow. */
async function readAll(browser: Browser): Promise<Map<string, string>> {
  const read = new Map<string, string>()
  const ahead = ['/inspector']
  for (const path of ahead) {
    if (read.has(path) || read.size > mostPages) continue
    const { status, body } = await browser.request(path)
    expect([path, status]).toEqual([path, 200])
    read.set(path, body)
    const links = [...body.matchAll(/href="(\/inspector[^"#]*)/g)].map(([, link = '']) => link)
    ahead.push(...links.map((link) => link.replaceAll('&amp;', '&')))
  }
  return read
}

/** What stands around each secret that is there. */
function leaksIn(body: string, secrets: readonly string[]): string[] {
  return secrets.flatMap((secret) => {
    const at = body.indexOf(secret)
    return at < 0 ? [] : [body.slice(Math.max(0, at - 60), at + 60)]
  })
}

test('no secret is in the pages of the inspector, in its stream, or in what it exports', async () => {
  test.slow()
  const issuer = await startScriptedIssuer(canary)
  const app = await startApp({ env: { ...issuer.clientEnv, FLOW_INSPECTOR: 'on' } })
  const browser = newBrowser(app.url)
  await browser.open('/inspector')
  // It ends with the app.
  const stream = browser.request('/inspector/stream')

  await browser.open('/auth/authorize?login_hint=ada%40example.test')
  await browser.open('/auth/authorize?institutionId=larkspur')
  await browser.open('/institutions/larkspur/accounts/a-1')
  await browser.request('/auth/refresh', { method: 'POST', form: {} })
  // A server that repeats what it was told, and an API that shouts.
  for (const [path, status] of [
    ['/token', 400],
    ['/api/users/ada/institutions', 500],
  ] as const) {
    issuer.script.answer = { [path]: shouts(issuer.secrets, status) }
    await browser.open('/auth/authorize?institutionId=juniper')
    await browser.open('/institutions')
  }
  issuer.script.answer = {}
  await browser.open(`/auth/authorize?institutionId=larkspur&odd=${canary}`)
  await browser.open(`/auth/callback?code=${canary}&state=${canary}&error=${canary}`)
  await browser.request('/auth/logout', { method: 'POST' })

  const cookies = [...browser.jar].filter(([name]) => name !== 'flows').map(([, value]) => value)
  const pages = await readAll(browser)
  await app.stop()
  const streamed = (await stream).body
  await issuer.close()

  // The check can fail: the secrets were made, and there is a lot to see.
  expect(issuer.secrets.size).toBeGreaterThan(10)
  expect(pages.size).toBeGreaterThan(50)
  expect([...pages.values()].some((body) => body.includes('code_challenge'))).toBe(true)
  expect([...pages.keys()].filter((path) => /\/(har|markdown)$/.test(path)).length).toBeGreaterThan(
    5,
  )
  expect(streamed).toContain('event: change')
  const secrets = [...issuer.secrets, canary, ...cookies]
  expect(leaksIn(streamed, secrets)).toEqual([])
  expect(
    [...pages].flatMap(([path, body]) => leaksIn(body, secrets).map((it) => [path, it])),
  ).toEqual([])
})

test('nobody sees the flows of another browser, not by their address either', async () => {
  const issuer = await startScriptedIssuer(canary)
  const app = await startApp({ env: { ...issuer.clientEnv, FLOW_INSPECTOR: 'on' } })
  const [ada, other] = [newBrowser(app.url), newBrowser(app.url)]
  await ada.open('/auth/authorize')
  await other.open('/inspector')
  const pages = [...(await readAll(ada)).keys()].filter((path) =>
    /^\/inspector\/[\w-]{12}/.test(path),
  )

  const statuses = []
  for (const path of pages) statuses.push((await other.request(path)).status)
  const listed = (await other.request('/inspector')).body
  await app.stop()
  await issuer.close()

  expect(pages.length).toBeGreaterThan(10)
  expect(new Set(statuses)).toEqual(new Set([404]))
  expect(listed).toContain('Nothing has happened yet')
})

test('without the inspector there is nothing of it, and no cookie of its own', async () => {
  const issuer = await startScriptedIssuer(canary)
  const app = await startApp({ env: issuer.clientEnv })
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')

  const statuses = []
  for (const path of ['', '/stream', '/aaaaaaaaaaaa', '/aaaaaaaaaaaa/0', '/aaaaaaaaaaaa/har']) {
    statuses.push((await browser.request(`/inspector${path}`)).status)
  }
  const posted = await browser.request('/inspector/hold', { method: 'POST', form: {} })
  await app.stop()
  await issuer.close()

  expect(statuses).toEqual([404, 404, 404, 404, 404])
  expect(posted.status).toBe(404)
  expect([...browser.jar.keys()]).toEqual(['session'])
})

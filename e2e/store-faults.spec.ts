import { execFileSync } from 'node:child_process'
import { mkdirSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from '@playwright/test'
import { type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp, temporaryFolder } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'

// What people see, and what comes back by itself, when the session file cannot be used.

let issuer: ScriptedIssuer
let app: App
let file: string

const accountsPage = '/institutions/larkspur/accounts'

test.beforeAll(async () => {
  issuer = await startScriptedIssuer()
})
test.beforeEach(async () => {
  issuer.reset()
  await start(join(temporaryFolder('faults'), 'place', 'sessions.db'))
})
test.afterEach(() => app.stop())
test.afterAll(() => issuer.close())

async function start(sessionFile: string): Promise<void> {
  file = sessionFile
  app = await startApp({ env: { ...issuer.clientEnv, SESSION_FILE: file } })
  await untilReady()
}

async function untilReady(): Promise<void> {
  await expect.poll(async () => (await fetch(`${app.url}/health/ready`)).status).toBe(200)
}

/** The file cannot be reached, and nothing in it is lost. */
function takeAway(): () => void {
  const folder = dirname(file)
  renameSync(folder, `${folder}.away`)
  writeFileSync(folder, 'in the way')
  return () => {
    rmSync(folder)
    renameSync(`${folder}.away`, folder)
  }
}

async function signedIn(): Promise<Browser> {
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  await browser.open('/auth/authorize?institutionId=larkspur')
  expect((await browser.request(accountsPage)).body).toContain('Okafor Bakery')
  return browser
}

test('without its sessions the app says so in place, signs nobody out, and goes on by itself', async () => {
  const browser = await signedIn()
  const before = await browser.session()
  const cookies = browser.cookieHeader()
  const giveBack = takeAway()

  for (const path of ['/', '/institutions', accountsPage, '/profile', '/problem/access-denied']) {
    const askedAt = performance.now()
    const page = await browser.request(path)
    expect(performance.now() - askedAt).toBeLessThan(2_000)
    expect({ path, status: page.status }).toEqual({ path, status: 503 })
    expect(page.headers.get('retry-after')).toBe('5')
    expect(page.headers.get('cache-control')).toContain('no-store')
    expect(page.headers.getSetCookie()).toEqual([])
    expect(page.body).toContain('Foyer cannot reach its sessions')
    expect(page.body).toContain('Load this page again')
    expect(app.logs()).toContain(/>([0-9a-f]{4}-[0-9a-f]{4})</.exec(page.body)?.[1])
  }
  for (const path of ['/auth/logout', '/auth/refresh']) {
    const page = await browser.request(path, { method: 'POST', form: {} })
    expect(page.status).toBe(503)
    expect(page.body).toContain('Foyer cannot reach its sessions')
    expect(page.body).not.toContain('Load this page again')
  }
  const machine = await browser.request('/auth/refresh', {
    method: 'POST',
    headers: { accept: 'application/json' },
  })
  const session = await browser.request('/auth/session', { headers: { accept: '*/*' } })
  for (const { status, headers, body } of [machine, session]) {
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('5')
    expect(JSON.parse(body)).toEqual({ error: 'store-unavailable' })
  }
  expect(browser.cookieHeader()).toBe(cookies)

  giveBack()
  expect((await browser.request(accountsPage)).body).toContain('Okafor Bakery')
  expect(await browser.session()).toEqual(before)
})

test('what needs no session goes on without any, and the app is not ready', async () => {
  const giveBack = takeAway()
  const nobody = newBrowser(app.url)

  expect((await nobody.request('/')).status).toBe(200)
  expect((await nobody.request('/auth/authorize')).status).toBe(303)
  const ready = await nobody.request('/health/ready')
  expect(ready.status).toBe(503)
  expect(JSON.parse(ready.body)).toMatchObject({ store: 'unreachable' })

  giveBack()
  expect((await nobody.request('/health/ready')).status).toBe(200)
})

test('a callback that comes meanwhile is not spent: loaded again, it signs in', async () => {
  const browser = newBrowser(app.url)
  const atIssuer = await browser.request('/auth/authorize')
  const { location } = await browser.request(atIssuer.location)
  const giveBack = takeAway()

  expect((await browser.request(location)).status).toBe(503)
  expect(issuer.callsTo('/token')).toEqual([])

  giveBack()
  expect((await browser.open(location)).status).toBe(200)
  expect(await browser.session()).toMatchObject({ user: { sub: 'ada' } })
})

test('while another process holds the file, pages go on, and a sign-in is told in two seconds', async () => {
  const browser = await signedIn()
  const other = new DatabaseSync(file)
  other.exec('BEGIN IMMEDIATE')

  expect((await browser.request(accountsPage)).status).toBe(200)
  const askedAt = performance.now()
  const late = newBrowser(app.url)
  const { url, status, headers } = await late.open('/auth/authorize')
  expect(performance.now() - askedAt).toBeLessThan(2_500)
  expect([new URL(url).pathname, status]).toEqual(['/problem/store-unavailable', 503])
  expect(headers.get('retry-after')).toBe('5')

  other.exec('COMMIT')
  other.close()
  await late.open('/auth/authorize')
  expect(await late.session()).toMatchObject({ user: { sub: 'ada' } })
})

test('on a full disk pages go on, a sign-in is told, and room is all it takes', async () => {
  const place = temporaryFolder('full')
  const mount = asRoot('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', place])
  test.skip(!mount, 'Only root can mount a disk that is small enough to fill.')
  await app.stop()
  mkdirSync(join(place, 'kept'))
  await start(join(place, 'kept', 'sessions.db'))
  const browser = await signedIn()

  const filler = join(place, 'filler')
  writeFileSync(filler, '')
  const { bavail, bsize } = statfsSync(place)
  writeFileSync(filler, Buffer.alloc(bavail * bsize))
  // What room there was in the file itself is soon used up.
  const newcomer = newBrowser(app.url)
  await expect
    .poll(async () => new URL((await newcomer.open('/auth/authorize')).url).pathname)
    .toBe('/problem/store-unavailable')
  expect((await browser.request(accountsPage)).status).toBe(200)
  expect(app.logs()).toContain('database or disk is full')

  rmSync(filler)
  await newcomer.open('/auth/authorize')
  expect(await newcomer.session()).toMatchObject({ user: { sub: 'ada' } })
  expect((await browser.request(accountsPage)).status).toBe(200)
  await app.stop()
  asRoot('umount', [place])
})

function asRoot(command: string, given: string[]): boolean {
  const [program = '', ...rest] = process.getuid?.() === 0 ? [command] : ['sudo', '-n', command]
  try {
    execFileSync(program, [...rest, ...given], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

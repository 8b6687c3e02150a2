import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { type Browser, newBrowser } from './browser-client.ts'
import { type App, startApp, temporaryFolder } from './harness.ts'
import { type ScriptedIssuer, startScriptedIssuer } from './scripted-issuer.ts'
import { personCookie } from './scripted-profiles.ts'
import { institutionsIn, linkTo, pageOf, sessionOf, untilItEnds } from './scripted-visit.ts'
import { type Fault, faults } from './upstream-faults.ts'

// The table of docs/operations.md, row by row. Time limits are long, so several rows happen at once in one
// app: each has an institution at an issuer of its own, or a person of its own.

/** Sets a row up, before the app starts; what it answers runs the row, and has seen all of it when done. */
type Prepare = (id: string, fault: Fault) => Promise<() => Promise<void>>

const discovery = '/.well-known/openid-configuration'
const shown = 'Okafor Bakery'
/** What cannot be reached at all is put in the way where its address is read. */
const reachable = faults.filter(({ answer }) => answer)

const places: [rule: string, on: readonly Fault[], prepare: Prepare][] = [
  ['a sign-in stops at discovery, and the next goes on', faults, signInAt(discovery, 'issuer')],
  ['a sign-in stops at the key set, and the next goes on', faults, signInAt('/jwks', 'jwks_uri')],
  ['a sign-in spends its code once, and stops', faults, signInAt('/token', 'token_endpoint')],
  ['a refresh asks once, and costs no session', reachable, refresh],
  ['a sign-out asks once, and happens all the same', reachable, signOut],
  ['the directory is explained in place', reachable, listInstitutions],
  ['accounts are explained in place', faults, listAccounts],
]
const idOf = (rule: string, { what }: Fault) => `${rule}-${what}`.replace(/[^a-z0-9]+/gi, '-')

let app: App
let zero: ScriptedIssuer
let silent: ScriptedIssuer
const issuers: ScriptedIssuer[] = []
const entries: object[] = []
const outcomes = new Map<string, PromiseSettledResult<void>>()

test.beforeAll(async () => {
  test.setTimeout(180_000)
  zero = await startScriptedIssuer('zero', {
    personOf: ({ headers }) => headers.cookie?.replace('person=', '') ?? 'ada',
  })
  silent = await startScriptedIssuer('silent')
  issuers.push(zero, silent)
  addEntry('marsh', { apiUrl: `${silent.url}/api` })
  const runs = new Map<string, () => Promise<void>>()
  for (const [rule, on, prepare] of places) {
    for (const fault of on) runs.set(idOf(rule, fault), await prepare(idOf(rule, fault), fault))
  }

  const file = join(temporaryFolder('institutions'), 'institutions.json')
  writeFileSync(file, JSON.stringify(entries))
  const env = { INSTITUTIONS_FILE: file, INSTITUTION_DIRECTORY: 'api', ONE_SECRET: 'hush' }
  app = await startApp({ env: { ...zero.clientEnv, ...env } })
  const left = [...runs]
  const worker = async () => {
    for (let row = left.shift(); row; row = left.shift()) {
      const [id, run] = row
      const [outcome] = await Promise.allSettled([run()])
      outcomes.set(id, outcome)
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
})
test.afterAll(async () => {
  await Promise.all([app.stop(), ...issuers.map((issuer) => issuer.close())])
})

for (const [rule, on] of places) {
  for (const fault of on) {
    test(`${rule}: the server is ${fault.what}`, () => {
      const outcome = outcomes.get(idOf(rule, fault))
      if (outcome?.status !== 'fulfilled') throw outcome?.reason
    })
  }
}

// That it holds no more than so many calls is told in lib/bulkhead.test.ts.
test('an API that is silent takes no page that can do without it, and no other API', async () => {
  const browser = newBrowser(app.url)
  await browser.open('/auth/authorize')
  await browser.open('/auth/authorize?institutionId=marsh')
  await browser.open('/auth/authorize?institutionId=larkspur')
  let waiting = 0
  script(silent, accountsAt('marsh', 'ada'), (request) => {
    waiting += 1
    request.socket.once('close', () => {
      waiting -= 1
    })
  })

  const pages = Array.from({ length: 40 }, () => browser.request(pageOf('marsh')))
  await expect.poll(() => waiting, { intervals: [50] }).toBe(40)
  for (const path of ['/', '/profile', '/auth/session', '/health/ready', pageOf('larkspur')]) {
    expect((await browser.request(path)).status, path).toBe(200)
    expect(waiting, `while others wait: ${path}`).toBe(40)
  }

  await silent.close()
  const answers = await Promise.all(pages)
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
})

/** A first sign-in at an institution whose issuer has the fault at one address. */
function signInAt(path: string, member: 'issuer' | 'jwks_uri' | 'token_endpoint'): Prepare {
  return async (id, fault) => {
    const address = await fault.address?.()
    const elsewhere = address && member !== 'issuer' ? { [member]: `${address}${path}` } : {}
    const issuer = await addIssuer(id, elsewhere, member === 'issuer' ? address : undefined)
    script(issuer, path, fault.answer)

    return async () => {
      const browser = newBrowser(app.url)
      const { url, body } = await browser.open(linkTo(id))

      expect(new URL(url).pathname).toBe('/problem/issuer-unavailable')
      await expectTold(body, 'issuer-unavailable', fault)
      expect(await browser.session()).toEqual({ error: 'no-session' })
      if (!fault.answer) return
      expect(issuer.callsTo(path)).toHaveLength(fault.passes && path !== '/token' ? 2 : 1)

      issuer.reset()
      await browser.open(linkTo(id))
      expect(institutionsIn(await sessionOf(browser))).toEqual([id])
    }
  }
}

async function refresh(id: string, fault: Fault) {
  const issuer = await addIssuer(id)
  return async () => {
    const browser = newBrowser(app.url)
    issuer.script.accessTokenSeconds = 1
    await browser.open(linkTo(id))
    await untilItEnds(browser, id)
    const before = await sessionOf(browser)
    issuer.reset()
    script(issuer, '/token', fault.answer)

    const { url, body } = await browser.open(pageOf(id))
    expect(new URL(url).pathname).toBe('/problem/issuer-unavailable')
    await expectTold(body, 'issuer-unavailable', fault)
    expect(issuer.refreshes()).toBe(1)
    expect(await sessionOf(browser)).toBe(before)

    issuer.reset()
    expect((await browser.open(pageOf(id))).body).toContain(shown)
  }
}

async function signOut(id: string, fault: Fault) {
  const issuer = await addIssuer(id)
  return async () => {
    const browser = newBrowser(app.url)
    await browser.open(linkTo(id))
    script(issuer, '/revoke', fault.answer)

    const startedAt = Date.now()
    const { location } = await browser.request('/auth/logout', { method: 'POST', form: {} })

    expect(location).toContain(`${issuer.url}/end?`)
    expect(Date.now() - startedAt).toBeLessThan(7_000)
    expect(await browser.session()).toEqual({ error: 'no-session' })
    expect(issuer.callsTo('/revoke')).toHaveLength(1)
  }
}

async function listInstitutions(person: string, fault: Fault) {
  const path = `/api/users/${person}/institutions`
  script(zero, path, fault.answer)
  return async () => {
    const browser = await signedIn(person)
    await explained(browser, '/institutions', path, fault)
    expect((await browser.open('/institutions')).body).toContain('Juniper Credit Union')
  }
}

async function listAccounts(person: string, fault: Fault) {
  const address = await fault.address?.()
  const id = address ? person : 'larkspur'
  if (address) addEntry(id, { apiUrl: `${address}/api` })
  const path = accountsAt(id, person)
  script(zero, path, fault.answer)
  return async () => {
    const browser = await signedIn(person)
    await browser.open(`/auth/authorize?${new URLSearchParams({ institutionId: id })}`)
    await explained(browser, pageOf(id), path, fault)
    if (fault.answer) expect((await browser.open(pageOf(id))).body).toContain(shown)
  }
}

/** A page says what is wrong, with the session as it was; then the fault is over. */
async function explained(browser: Browser, page: string, path: string, fault: Fault) {
  const before = await sessionOf(browser)
  const asked = zero.callsTo(path).length
  const { status, body } = await browser.open(page)

  expect(status).toBe(200)
  expect(body).toContain('The data could not be fetched')
  await expectTold(body, 'api-unavailable', fault)
  expect(await sessionOf(browser)).toBe(before)
  if (!fault.answer) return
  expect(zero.callsTo(path)).toHaveLength(asked + (fault.passes ? 2 : 1))
  Reflect.deleteProperty(zero.script.answer ?? {}, path)
}

async function signedIn(person: string): Promise<Browser> {
  const browser = newBrowser(app.url)
  browser.elsewhere.cookie = personCookie(person)
  await browser.open('/auth/authorize?returnTo=/profile')
  return browser
}

type Refusal = Readonly<{ problem: string; reference: string; reason: string }>

const logged = () =>
  app
    .logs()
    .split('\n')
    .filter((line) => line.includes('"event":"refusal"'))
    .map((line): Refusal => JSON.parse(line))

/** What a page shows as the reference stands in the log, with the reason. */
async function expectTold(body: string, problem: string, { reason }: Fault): Promise<void> {
  const told = () => logged().filter(({ reference }) => body.includes(reference))
  await expect
    .poll(told)
    .toContainEqual(expect.objectContaining({ problem, reason: expect.stringMatching(reason) }))
}

const accountsAt = (institutionId: string, person: string) =>
  `/api/${institutionId}/enterprise/${person}/accounts/inquiry`

function script({ script }: ScriptedIssuer, path: string, answer: Fault['answer']): void {
  if (answer) script.answer = { ...script.answer, [path]: answer }
}

/** An institution with an issuer and an API of its own. */
async function addIssuer(id: string, metadata = {}, elsewhere?: string): Promise<ScriptedIssuer> {
  const issuer = await startScriptedIssuer(id, { metadata })
  issuers.push(issuer)
  addEntry(id, { issuer: elsewhere ?? issuer.url, apiUrl: `${issuer.url}/api` })
  return issuer
}

function addEntry(institutionId: string, changes: object): void {
  const registration = {
    clientId: `foyer-${institutionId}`,
    clientSecretEnv: 'ONE_SECRET',
    institutionParameter: null,
    institutionClaim: 'institutionId',
  }
  entries.push({ institutionId, name: institutionId, ...registration, ...changes })
}

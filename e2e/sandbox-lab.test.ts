import { createLocalJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterEach, expect, test } from 'vitest'
import { cardIds, type Lab, readLab } from './lab-cards.ts'
import { accountScope, larkspur, visitSandbox } from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { app, sandbox, newBrowser, authorize, exchange, grantFor, inquire, refresh } = visitSandbox()
const impatient = visitSandbox({ SANDBOX_LAB_SECONDS: '1' })

const lab = (): Promise<Lab> => readLab(sandbox().origin)
const arm = (fault: string) => sandbox().control({ fault })

function post(path: string, form: Record<string, string>, headers: Record<string, string> = {}) {
  return fetch(`${sandbox().origin}${path}`, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
    redirect: 'manual',
  })
}

/** The state that the app is answered with; it sent another where a fault struck. */
async function stateAfterSignIn(): Promise<[answered: string | null, sent: string | null]> {
  const { answer, url } = await authorize(newBrowser(), ada)
  return [answer.get('state'), url.searchParams.get('state')]
}

afterEach(async () => {
  expect((await sandbox().control({ reset: true })).status).toBe(200)
})

test('the cards tell what they do, where it shows, and what one sees', async () => {
  const { faults, last } = await lab()
  expect(last).toBeNull()
  expect(faults.map(({ id }) => id)).toEqual(cardIds)
  for (const { title, promise, showsAt } of faults) {
    expect([title, promise.sees].every(Boolean)).toBe(true)
    expect(showsAt).toMatch(/^\/\w/)
  }
})

test('a button arms its fault, and the page says so and where to go', async () => {
  const answer = await post('/lab/arm', { fault: 'state-tampered' })
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/lab#state-tampered'])

  const page = await (await fetch(`${sandbox().origin}/lab`)).text()
  expect(page).toContain('Armed: State tampered with')
  expect(page).toContain(`href="${app().url}/auth/authorize"`)
  expect(page).toContain(`href="${app().url}/inspector"`)
  expect((await lab()).last).toMatchObject({ id: 'state-tampered', struckAt: null })
})

test('a fault strikes one flow, and no more', async () => {
  await arm('state-tampered')
  const [answered, sent] = await stateAfterSignIn()
  expect(answered).not.toBe(sent)
  expect((await lab()).last).toMatchObject({ id: 'state-tampered', struckAt: expect.any(String) })

  const [again, sentAgain] = await stateAfterSignIn()
  expect(again).toBe(sentAgain)
})

test('a fault that meets no flow in its time waits no more', async () => {
  const { sandbox: place, grantFor: grant, inquire: ask } = impatient
  const tokens = await grant(ada, { institutionId: larkspur, scope: accountScope })
  await place().control({ fault: 'api-500' })
  const { last } = await readLab(place().origin)
  const untilOver = Date.parse(last?.until ?? '')
  await expect.poll(() => Date.now(), { timeout: 5_000 }).toBeGreaterThan(untilOver)

  expect((await ask(tokens)).status).toBe(200)
  expect((await readLab(place().origin)).last).toMatchObject({ id: 'api-500', struckAt: null })
  expect(await (await fetch(`${place().origin}/lab`)).text()).toContain('Over: 500, in HTML')
})

test('one is armed at a time: the last', async () => {
  await arm('state-tampered')
  await arm('api-500')

  const [answered, sent] = await stateAfterSignIn()
  expect(answered).toBe(sent)
  const tokens = await grantFor(ada, { institutionId: larkspur, scope: accountScope })
  expect((await inquire(tokens)).status).toBe(500)
  expect((await inquire(tokens)).status).toBe(200)
})

test('what is for entering an institution leaves a sign-in alone', async () => {
  await arm('scope-refused')
  expect((await grantFor(ada, { scope: accountScope })).scope).toContain('accounts.read')
  const entering = { institutionId: larkspur, scope: accountScope }
  expect((await grantFor(ada, entering)).scope).not.toContain('accounts.read')
  expect((await grantFor(ada, entering)).scope).toContain('accounts.read')
})

test('a key that rotated signs from then on, is published beside the old one, and opens the API', async () => {
  const keySet = async () => (await fetch(`${sandbox().issuer}/jwks`)).json()
  const before = await keySet()
  await arm('key-rotated')

  const asks = { institutionId: larkspur, scope: accountScope }
  for (const tokens of [await grantFor(ada, asks), await grantFor(ada, asks)]) {
    const keys = await keySet()
    expect(keys.keys).toHaveLength(2)
    expect(keys.keys[1].kid).toBe(before.keys[0].kid)
    expect(JSON.stringify(keys)).not.toContain('"d"')
    expect(decodeProtectedHeader(tokens.id_token).kid).toBe(keys.keys[0].kid)
    await jwtVerify(tokens.id_token, createLocalJWKSet(keys))
    expect((await inquire(tokens)).status).toBe(200)
  }

  await sandbox().control({ reset: true })
  expect(await keySet()).toEqual(before)
})

test('a refresh token that was used ends its grant; the others live', async () => {
  const [tokens, others] = [await grantFor(ada), await grantFor(ada)]
  await arm('refresh-token-used')

  expect(await refresh(tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' })
  expect((await refresh(tokens.refresh_token)).status).toBe(400)
  expect((await refresh(others.refresh_token)).status).toBe(200)
})

test('a code that was used before it arrives is refused, and so is one that expired', async () => {
  for (const fault of ['code-used', 'code-expired']) {
    await arm(fault)
    const { answer, verifier } = await authorize(newBrowser(), ada)
    const refused = await exchange(answer.get('code') ?? '', verifier)
    expect(refused).toMatchObject({ status: 400, error: 'invalid_grant' })
  }
})

test('a reset by its button disarms, and takes back what was ordered', async () => {
  await sandbox().control({ directory: 'down' })
  await arm('token-revoked-early')
  const tokens = await grantFor(ada, { institutionId: larkspur, scope: accountScope })
  expect((await inquire(tokens)).status).toBe(401)
  expect((await inquire(tokens)).status).toBe(401)

  const answer = await post('/lab/reset', {})
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/lab'])
  expect((await lab()).last).toBeNull()
  expect((await inquire(tokens)).status).toBe(200)
  const identity = await grantFor(ada)
  const { sub } = JSON.parse(atob(identity.id_token.split('.')[1] ?? ''))
  const headers = { authorization: `Bearer ${identity.access_token}` }
  const listed = await fetch(`${sandbox().api}/users/${sub}/institutions`, { headers })
  expect(listed.status).toBe(200)
})

test.each([
  ['a page of another site', { origin: 'http://localhost:3000' }],
  ['a page from nowhere', { origin: 'null' }],
  ['a cross-site request', { 'sec-fetch-site': 'cross-site' }],
])('%s cannot press a button', async (_what, headers) => {
  expect((await post('/lab/arm', { fault: 'api-500' }, headers)).status).toBe(403)
  await arm('api-429')
  expect((await post('/lab/reset', {}, headers)).status).toBe(403)
  expect((await lab()).last).toMatchObject({ id: 'api-429' })
})

test('what is no fault arms none, and a link presses no button', async () => {
  expect((await post('/lab/arm', { fault: 'constructor' })).status).toBe(404)
  expect((await arm('constructor')).status).toBe(400)
  expect((await fetch(`${sandbox().origin}/lab/arm?fault=api-500`)).status).toBe(405)
  expect((await lab()).last).toBeNull()
})

test('the banks have no lab', async () => {
  for (const bank of sandbox().bankOrigins) {
    expect((await fetch(`${bank}/lab`)).status).toBe(404)
    expect((await sandbox().control({ fault: 'api-500' }, bank)).status).toBe(400)
  }
})

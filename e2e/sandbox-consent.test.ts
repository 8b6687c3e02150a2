import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { tickedBoxes } from './sandbox-browser.ts'
import { readScope, signInScope, writeScope } from './sandbox-client.ts'
import { accountScope, juniper, larkspur, visitSandbox } from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { sandbox, newBrowser, arrive, authorize, grantFor, refresh, isAt, inquire } = visitSandbox()

test('an institution is asked for once, and a new scope alone is asked for again', async () => {
  const browser = newBrowser()
  await authorize(browser, ada)

  const ask = { institutionId: larkspur, scope: accountScope }
  const { page: first } = await arrive(browser, ada, ask)
  expect(isAt(first, 'consent')).toBe(true)
  expect(first.body).toContain('Larkspur Bank')
  await browser.submit(first, { answer: 'allow' })

  const { page: silent } = await arrive(browser, ada, ask)
  expect(silent.url.searchParams.has('code')).toBe(true)

  const more = { ...ask, scope: `${accountScope} ${writeScope}` }
  const { page: second } = await arrive(browser, ada, more)
  expect(isAt(second, 'consent')).toBe(true)
  expect(tickedBoxes(second)).toEqual([writeScope])
  const [wanted, before] = second.body.split('You allowed this before')
  expect(wanted).toContain('Change the details of accounts')
  expect(wanted).not.toContain('See accounts and their balances')
  expect(before).toContain('See accounts and their balances')
})

test('a denied consent goes back to the app as a denial', async () => {
  const browser = newBrowser()
  const { page, url } = await arrive(browser, ada)
  const denied = await browser.submit(page, { answer: 'deny' })
  expect(Object.fromEntries(denied.url.searchParams)).toMatchObject({
    error: 'access_denied',
    state: url.searchParams.get('state'),
    iss: sandbox().issuer,
  })
})

test('every scope but openid is ticked, and may be unticked', async () => {
  const { page } = await arrive(newBrowser(), ada, { scope: accountScope })
  expect(tickedBoxes(page)).toEqual(accountScope.split(' ').filter((it) => it !== 'openid'))
})

test('what is unticked is not granted, and says so in the token answer', async () => {
  const browser = newBrowser()
  const ask = { institutionId: juniper, scope: accountScope }
  const tokens = await grantFor(ada, ask, browser, ['email', readScope])

  expect(tokens.scope).toBe('openid profile offline_access')
  expect(decodeJwt(tokens.access_token)).toMatchObject({ scope: tokens.scope })
  expect(decodeJwt(tokens.id_token)).toMatchObject({ name: 'Ada Okafor' })
  expect(decodeJwt(tokens.id_token)).not.toHaveProperty('email')
  expect((await inquire(tokens)).status).toBe(403)

  const refreshed = await refresh(tokens.refresh_token)
  expect(refreshed.scope).toBe(tokens.scope)
  expect((await inquire(refreshed)).status).toBe(403)

  const { page } = await arrive(browser, ada, ask)
  expect(tickedBoxes(page)).toEqual(['email', readScope])
})

test('without offline_access there is no refresh token', async () => {
  const tokens = await grantFor(ada, {}, newBrowser(), ['offline_access'])
  expect(tokens.scope).toBe('openid profile email')
  expect(tokens).not.toHaveProperty('refresh_token')
})

test.each(['deny', 'untick'])('to %s an added scope leaves the grant before alive', async (how) => {
  const browser = newBrowser()
  const ask = { institutionId: juniper, scope: accountScope }
  const before = await grantFor(ada, ask, browser)

  const more = { ...ask, scope: `${accountScope} ${writeScope}` }
  if (how === 'deny') {
    const { page } = await arrive(browser, ada, more)
    const denied = await browser.submit(page, { answer: 'deny' })
    expect(denied.url.searchParams.get('error')).toBe('access_denied')
  } else {
    const tokens = await grantFor(ada, more, browser, [writeScope])
    expect(tokens.scope).toBe(before.scope)
    expect((await inquire(tokens)).status).toBe(200)
  }

  expect((await inquire(before)).status).toBe(200)
  expect((await inquire(await refresh(before.refresh_token))).status).toBe(200)
  const { page: silent } = await arrive(browser, ada, ask)
  expect(silent.url.searchParams.has('code')).toBe(true)
})

test('prompt=consent asks for everything again, and takes back what is unticked', async () => {
  const browser = newBrowser()
  await authorize(browser, ada)
  const tokens = await grantFor(ada, { prompt: 'consent' }, browser, ['email'])
  expect(tokens.scope).toBe('openid profile offline_access')

  const { page } = await arrive(browser, ada, { scope: signInScope })
  expect(tickedBoxes(page)).toEqual(['email'])
})

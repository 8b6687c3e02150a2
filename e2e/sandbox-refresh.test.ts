import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { postAsApp } from './sandbox-client.ts'
import { accountScope, juniper, larkspur, visitSandbox } from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { app, sandbox, newBrowser, grantFor, refresh, inquire } = visitSandbox()
const short = visitSandbox({ SANDBOX_ACCESS_TOKEN_SECONDS: '1' })

test('a refresh token is rotated, keeps the institution, and used twice it ends the grant', async () => {
  const before = await sandbox().requests()
  const first = await grantFor(ada, { institutionId: juniper, scope: accountScope })
  const second = await refresh(first.refresh_token)
  expect(second.status).toBe(200)
  expect(second.refresh_token).not.toBe(first.refresh_token)
  expect(decodeJwt(second.access_token)).toMatchObject({ institutionId: juniper })
  expect(second.scope).toBe(first.scope)
  expect((await inquire(second)).status).toBe(200)

  expect(await refresh(first.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await refresh(second.refresh_token)).toMatchObject({ status: 400, error: 'invalid_grant' })
  const refused = await inquire(second)
  expect(refused.status).toBe(401)
  expect(refused.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"')

  const { counts } = await sandbox().requests()
  const refreshes = (all: Record<string, number>) => all['token:refresh_token'] ?? 0
  expect(refreshes(counts) - refreshes(before.counts)).toBe(3)
})

test('a refresh token used twice at once brings one answer at most, and ends the grant', async () => {
  const first = await grantFor(ada, { institutionId: juniper, scope: accountScope })
  const answers = await Promise.all(Array.from({ length: 8 }, () => refresh(first.refresh_token)))
  const good = answers.filter(({ status }) => status === 200)
  expect(good.length).toBeLessThan(2)
  for (const tokens of good) {
    expect(await refresh(tokens.refresh_token)).toMatchObject({ error: 'invalid_grant' })
    expect((await inquire(tokens)).status).toBe(401)
  }
  expect((await inquire(first)).status).toBe(401)
})

test('revoking a refresh token ends its access tokens, and no other grant', async () => {
  const browser = newBrowser()
  const ask = { institutionId: larkspur, scope: accountScope }
  const one = await grantFor(ada, ask, browser)
  const other = await grantFor(ada, { ...ask, institutionId: juniper }, browser)
  expect((await inquire(one)).status).toBe(200)

  const form = { token: one.refresh_token, token_type_hint: 'refresh_token' }
  const introspection = () =>
    postAsApp(sandbox(), app(), `${sandbox().issuer}/token/introspection`, form)
  expect(await introspection()).toMatchObject({ active: true })
  const revoked = await postAsApp(sandbox(), app(), `${sandbox().issuer}/token/revocation`, form)
  expect(revoked.status).toBe(200)

  expect(await introspection()).toMatchObject({ active: false })
  expect((await inquire(one)).status).toBe(401)
  expect((await inquire(other)).status).toBe(200)
})

test('an access token ends when it says, while its refresh token lives on', async () => {
  const tokens = await short.grantFor(ada, { institutionId: larkspur, scope: accountScope })
  expect(tokens.expires_in).toBe(1)
  expect((await short.inquire(tokens)).status).toBe(200)
  await expect.poll(async () => (await short.inquire(tokens)).status, { timeout: 8_000 }).toBe(401)
  expect((await short.inquire(await short.refresh(tokens.refresh_token))).status).toBe(200)
})

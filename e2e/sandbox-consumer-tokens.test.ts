import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accountsScope, type Bank, offlineScope, ownPath, startBanks } from './bank-client.ts'
import { newBrowser } from './sandbox-browser.ts'
import { postForm } from './sandbox-client.ts'

const ada = 'ada@example.test'

let banks: Awaited<ReturnType<typeof startBanks>>
let marram: Bank
let quince: Bank

beforeAll(async () => {
  banks = await startBanks()
  ;({ marram, quince } = banks)
})

afterAll(() => banks.stop())

test('only the scope of the bank brings a refresh token, which changes at every use', async () => {
  const plain = await marram.grantFor(ada, { scope: `openid offline_access ${accountsScope}` })
  expect(plain.refresh_token).toBeUndefined()
  expect(plain.scope).toBe(`openid ${accountsScope}`)

  const first = await marram.grantFor(ada, { scope: `openid ${offlineScope} ${accountsScope}` })
  const second = await marram.refresh(first.refresh_token)
  expect(second).toMatchObject({ status: 200, scope: first.scope })
  expect(second.refresh_token).not.toBe(first.refresh_token)
  const accounts = `${ownPath(second.access_token)}/accounts`
  expect((await marram.call(second.access_token, accounts)).status).toBe(200)

  expect(await marram.refresh(first.refresh_token)).toMatchObject({ error: 'invalid_grant' })
  expect(await marram.refresh(second.refresh_token)).toMatchObject({ error: 'invalid_grant' })
  expect((await marram.call(second.access_token, accounts)).status).toBe(401)
})

test('what a customer unticks is missing, the refresh token included', async () => {
  const unticked = [offlineScope, accountsScope]
  const tokens = await marram.grantFor(ada, {}, newBrowser(marram.origin), unticked)
  expect(tokens.refresh_token).toBeUndefined()
  for (const scope of unticked) expect(tokens.scope.split(' ')).not.toContain(scope)
  const accounts = `${ownPath(tokens.access_token)}/accounts`
  expect((await marram.call(tokens.access_token, accounts)).status).toBe(403)
})

test('revoking the refresh token ends what it brought', async () => {
  const tokens = await marram.grantFor(ada)
  const form = { token: tokens.refresh_token, token_type_hint: 'refresh_token' }
  expect(await marram.post(`${marram.issuer}/token/revocation`, form)).toMatchObject({
    status: 200,
  })
  const { status } = await marram.call(tokens.access_token, `${ownPath(tokens.access_token)}`)
  expect(status).toBe(401)
})

test('the client with a secret proves itself with the secret of that bank only', async () => {
  const secretOf = async (name: string) => {
    const kept = JSON.parse(await readFile(join(banks.data, name, 'clients.json'), 'utf8'))
    return kept[`foyer-${name}-secret-post`]
  }
  const prove = (client_secret: string) =>
    postForm(marram.tokenEndpoint, {
      grant_type: 'refresh_token',
      refresh_token: 'made up',
      client_id: 'foyer-marram-secret-post',
      client_secret,
    })
  expect(await prove(await secretOf('marram'))).toMatchObject({ error: 'invalid_grant' })
  expect(await prove(await secretOf('quince'))).toMatchObject({ error: 'invalid_client' })
})

test('the tokens of one bank are nothing at the other, nor at the shared APIs', async () => {
  const { access_token, refresh_token } = await marram.grantFor(ada)
  const path = `${ownPath(access_token)}/accounts`
  expect((await marram.call(access_token, path)).status).toBe(200)
  expect((await quince.call(access_token, path)).status).toBe(401)
  const headers = { authorization: `Bearer ${access_token}` }
  const directory = `${banks.sandbox.api}${ownPath(access_token)}/institutions`
  expect((await fetch(directory, { headers })).status).toBe(401)
  expect(await quince.refresh(refresh_token)).toMatchObject({ error: 'invalid_grant' })
})

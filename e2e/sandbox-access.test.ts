import { randomUUID } from 'node:crypto'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import type { TokenAnswer } from './sandbox-client.ts'
import {
  accountScope,
  accountsPath,
  harborAndVale,
  juniper,
  larkspur,
  visitSandbox,
} from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { sandbox, grantFor, api, inquire } = visitSandbox()

test('the directory lists what a person may enter, to the token of Institution Zero only', async () => {
  const tokens = await grantFor('mei@example.test')
  const path = `/users/${decodeJwt(tokens.access_token).sub}/institutions`
  expect(await (await api(tokens.access_token, path)).json()).toEqual({
    institutions: [
      { institutionId: juniper, name: 'Juniper Credit Union' },
      { institutionId: harborAndVale, name: 'Harbor & Vale Trust' },
    ],
  })
  expect((await api(tokens.access_token, `/users/${randomUUID()}/institutions`)).status).toBe(403)

  const entered = await grantFor('mei@example.test', { institutionId: juniper })
  expect((await api(entered.access_token, path)).status).toBe(403)
})

test('a token that somebody changed, or that is none, opens nothing', async () => {
  const tokens = await grantFor(ada, {
    institutionId: larkspur,
    scope: accountScope,
  })
  const path = `${accountsPath(tokens)}/larkspur-0001`
  const [header, payload, signature] = tokens.access_token.split('.')
  const claims = { ...decodeJwt(tokens.access_token), institutionId: juniper }
  const changed = Buffer.from(JSON.stringify(claims)).toString('base64url')

  for (const token of [
    `${header}.${changed}.${signature}`,
    `${header}.${payload}.`,
    tokens.id_token,
    'x',
  ]) {
    expect((await api(token, path)).status).toBe(401)
  }
})

test('the request log tells which token came with every request, and holds none', async () => {
  const ask = { institutionId: larkspur, scope: accountScope }
  const tokens = await grantFor(ada, ask)
  const others = await grantFor('sam@example.test', {
    ...ask,
    institutionId: juniper,
    client_id: 'foyer-juniper',
  })
  await inquire(tokens)
  await inquire(others)
  // A token at the wrong door is logged as what it is.
  const path = `${accountsPath(others)}/juniper-0001`
  await api(tokens.access_token, path)

  const { requests } = await sandbox().requests()
  const who = (clientId: string, { access_token }: TokenAnswer) => {
    const { sub, institutionId } = decodeJwt(access_token)
    return { clientId, sub, institutionId }
  }
  expect(requests.slice(-3)).toMatchObject([
    { kind: 'api:inquiry', status: 200, reason: null, ...who('foyer', tokens) },
    {
      kind: 'api:inquiry',
      path: `/api${accountsPath(others)}/inquiry`,
      ...who('foyer-juniper', others),
    },
    { path: `/api${path}`, status: 403, reason: 'WRONG_INSTITUTION', ...who('foyer', tokens) },
  ])
  const log = JSON.stringify(requests)
  expect(log).not.toMatch(/ey[\w-]{10,}\./)
  for (const { refresh_token } of [tokens, others]) expect(log).not.toContain(refresh_token)
})

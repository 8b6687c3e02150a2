import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { postForm, type TokenAnswer } from './sandbox-client.ts'
import { visitSandbox } from './sandbox-visit.ts'

const { app, sandbox, folder } = visitSandbox()

const seconds = () => Math.floor(Date.now() / 1000)

test.each([
  ['made for the issuer', () => ({ aud: sandbox().issuer })],
  ['made for two audiences', () => ({ aud: [sandbox().tokenEndpoint, sandbox().issuer] })],
  ['valid for longer than 300 seconds', () => ({ exp: seconds() + 305 })],
  ['with an expiry in milliseconds', () => ({ exp: Date.now() + 60_000 })],
  ['that is over', () => ({ exp: seconds() - 30 })],
  ['without an id', () => ({ jti: undefined })],
  ['of another issuer', () => ({ iss: 'foyer-secret-post' })],
])('a client assertion %s is refused', async (_what, changes) => {
  const assertion = await app().assertion(sandbox().tokenEndpoint, changes())
  expect(await proveWith(assertion)).toMatchObject({ status: 401, error: 'invalid_client' })
})

test.each([
  ['for the token endpoint', () => ({})],
  ['for the token endpoint alone in a list', () => ({ aud: [sandbox().tokenEndpoint] })],
  ['for 300 seconds', () => ({ exp: seconds() + 300 })],
])('a client assertion %s is taken, once', async (_what, changes) => {
  const assertion = await app().assertion(sandbox().tokenEndpoint, changes())
  // The client is believed: what is wrong now is the refresh token it made up.
  expect(await proveWith(assertion)).toMatchObject({ status: 400, error: 'invalid_grant' })
  expect(await proveWith(assertion)).toMatchObject({ status: 401, error: 'invalid_client' })
})

function proveWith(assertion: string): Promise<TokenAnswer> {
  return postForm(sandbox().tokenEndpoint, {
    grant_type: 'refresh_token',
    refresh_token: 'made up',
    client_id: 'foyer',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
}

test.each(['foyer-secret-post', 'foyer-secret-basic'])(
  '%s proves itself with its secret only',
  async (clientId) => {
    const kept: Record<string, string> = JSON.parse(
      await readFile(join(folder(), 'clients.json'), 'utf8'),
    )
    const prove = (secret: string) => {
      const form = { grant_type: 'refresh_token', refresh_token: 'made up' }
      const basic = Buffer.from(`${clientId}:${secret}`).toString('base64')
      return clientId === 'foyer-secret-post'
        ? postForm(sandbox().tokenEndpoint, { ...form, client_id: clientId, client_secret: secret })
        : postForm(sandbox().tokenEndpoint, form, { authorization: `Basic ${basic}` })
    }
    expect(await prove(kept[clientId] ?? '')).toMatchObject({ status: 400, error: 'invalid_grant' })
    expect(await prove('wrong')).toMatchObject({ status: 401, error: 'invalid_client' })
  },
)

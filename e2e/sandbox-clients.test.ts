import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { accountScope, harborAndVale, juniper, larkspur, visitSandbox } from './sandbox-visit.ts'

const ada = 'ada@example.test'
const { sandbox, newBrowser, arrive, authorize, grantFor, refresh, inquire } = visitSandbox()

const clients = [
  ['foyer-larkspur', larkspur],
  ['foyer-juniper', juniper],
  ['foyer-harbor-and-vale', harborAndVale],
] as const

test.each(clients)('what %s is granted is for its institution', async (clientId, institutionId) => {
  const ask = { client_id: clientId, scope: accountScope }
  const tokens = await grantFor(ada, ask)
  expect(decodeJwt(tokens.access_token)).toMatchObject({ client_id: clientId, institutionId })
  expect(decodeJwt(tokens.id_token)).toMatchObject({ aud: clientId })
  expect((await inquire(tokens)).status).toBe(200)

  const refreshed = await refresh(tokens.refresh_token, clientId)
  expect(decodeJwt(refreshed.access_token)).toMatchObject({ client_id: clientId, institutionId })

  const named = await grantFor(ada, { ...ask, institutionId })
  expect(decodeJwt(named.access_token)).toMatchObject({ institutionId })
})

test('a client of one institution that names another is refused before anybody signs in', async () => {
  const ask = { client_id: 'foyer-larkspur', institutionId: juniper }
  const { page, url } = await arrive(newBrowser(), ada, ask)
  expect(Object.fromEntries(page.url.searchParams)).toMatchObject({
    error: 'invalid_request',
    error_description: 'this client stands for another institution',
    state: url.searchParams.get('state'),
    iss: sandbox().issuer,
  })
})

test('who is not a member is turned away from the client of an institution', async () => {
  const ask = { client_id: 'foyer-juniper' }
  const { page } = await arrive(newBrowser(), 'ben@example.test', ask)
  expect(page.url.searchParams.get('error')).toBe('access_denied')
})

test('a consent given to one client is not given to another', async () => {
  const browser = newBrowser()
  const ask = { institutionId: larkspur, scope: accountScope, prompt: 'none' }
  await authorize(browser, ada, { ...ask, prompt: null })
  const answerTo = async (client_id: string) =>
    (await arrive(browser, ada, { ...ask, client_id })).page.url.searchParams.get('error')

  expect(await answerTo('foyer')).toBe(null)
  expect(await answerTo('foyer-larkspur')).toBe('consent_required')
})

test('a refresh token is good for the client it was given to, and no other', async () => {
  const tokens = await grantFor(ada, { client_id: 'foyer-larkspur' })
  for (const clientId of ['foyer', 'foyer-juniper']) {
    expect(await refresh(tokens.refresh_token, clientId)).toMatchObject({ error: 'invalid_grant' })
  }
})

import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { postAsApp, postForm, readScope, type TokenAnswer } from './sandbox-client.ts'
import { harborAndVale, juniper, larkspur, visitSandbox } from './sandbox-visit.ts'

const { app, sandbox, api, grantFor } = visitSandbox()
const usersScope = 'https://jackhenry.com/consumer-user-search'
const form = { grant_type: 'client_credentials', scope: usersScope }

function tokenOf(clientId: string, changes: Record<string, string> = {}): Promise<TokenAnswer> {
  return postAsApp(sandbox(), app(), sandbox().tokenEndpoint, { ...form, ...changes }, clientId)
}

function users(accessToken: string, institutionId: string, query = ''): Promise<Response> {
  return api(
    accessToken,
    `/a/consumer-user-search/api/v0/institutions/${institutionId}/users${query}`,
  )
}

async function larkspurUsers(query: string) {
  const { access_token } = await tokenOf('foyer-service-larkspur')
  return users(access_token, larkspur, query)
}

test('a service account gets a token for ten minutes, and nothing to refresh it with', async () => {
  const answer = await tokenOf('foyer-service-larkspur')

  expect(answer).toMatchObject({ status: 200, expires_in: 600, scope: usersScope })
  expect(answer.refresh_token).toBeUndefined()
  expect(answer.id_token).toBeUndefined()
  const { exp = 0, iat = 0, ...claims } = decodeJwt(answer.access_token)
  expect(claims).toMatchObject({ client_id: 'foyer-service-larkspur', institutionId: larkspur })
  expect(exp - iat).toBe(600)
})

test('the account for all institutions gets a token that names none', async () => {
  const { access_token } = await tokenOf('foyer-service')

  expect(decodeJwt(access_token)).not.toHaveProperty('institutionId')
  expect((await users(access_token, larkspur)).status).toBe(200)
  expect((await users(access_token, juniper)).status).toBe(200)
})

test('a secret is not believed, wherever it stands', async () => {
  const endpoint = sandbox().tokenEndpoint
  const authorization = `Basic ${btoa('foyer-service:guess')}`
  const inBody = { ...form, client_id: 'foyer-service', client_secret: 'guess' }

  for (const answer of [
    await postForm(endpoint, inBody),
    await postForm(endpoint, form, { authorization }),
  ]) {
    expect(answer).toMatchObject({ status: 401, error: 'invalid_client' })
  }
})

test('an assertion of a service account is used once, and made for the token endpoint', async () => {
  const prove = (assertion: string) =>
    postForm(sandbox().tokenEndpoint, {
      ...form,
      client_id: 'foyer-service',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    })
  const own = { iss: 'foyer-service', sub: 'foyer-service' }
  const good = await app().assertion(sandbox().tokenEndpoint, own)
  expect(await prove(good)).toMatchObject({ status: 200 })
  expect(await prove(good)).toMatchObject({ error: 'invalid_client' })
  expect(await prove(await app().assertion(sandbox().issuer, own))).toMatchObject({
    error: 'invalid_client',
  })
})

test('service accounts sign nobody in, and who signs people in is no service account', async () => {
  const grantRefused = { status: 400, error_description: expect.stringContaining('grant type') }
  expect(await tokenOf('foyer')).toMatchObject(grantRefused)
  const refresh = { grant_type: 'refresh_token', refresh_token: 'x' }
  expect(await tokenOf('foyer-service', refresh)).toMatchObject(grantRefused)
  expect(await tokenOf('foyer-service', { scope: readScope })).toMatchObject({
    error: 'invalid_scope',
  })
})

test('403 tells apart another institution, a missing scope, and a missing permission', async () => {
  const of = async (response: Response) => {
    expect(response.status).toBe(403)
    const { errorCode } = await response.json()
    return [errorCode, response.headers.get('www-authenticate')]
  }
  const { access_token: ofLarkspur } = await tokenOf('foyer-service-larkspur')
  const { access_token: ofHarbor } = await tokenOf('foyer-service-harbor-and-vale')
  const { access_token: ofAda } = await grantFor('ada@example.test', { institutionId: larkspur })
  const { access_token: scopeless } = await tokenOf('foyer-service', { scope: '' })

  expect(await of(await users(ofLarkspur, juniper))).toEqual(['WRONG_INSTITUTION', null])
  expect(await of(await users(ofHarbor, harborAndVale))).toEqual(['NOT_PERMITTED', null])
  for (const token of [ofAda, scopeless]) {
    expect(await of(await users(token, larkspur))).toEqual([
      'INSUFFICIENT_SCOPE',
      `Bearer error="insufficient_scope", scope="${usersScope}"`,
    ])
  }
  expect((await users('a.b.c', larkspur)).status).toBe(401)
})

test('the permission of the user behind can be given and taken', async () => {
  const { access_token } = await tokenOf('foyer-service-harbor-and-vale')
  const email = 'foyer-service-harbor-and-vale@example.test'
  const membership = { email, institutionId: harborAndVale, permission: 'look' }

  await sandbox().control({ membership })
  expect((await users(access_token, harborAndVale)).status).toBe(200)
  await sandbox().control({ reset: true })
  expect((await users(access_token, harborAndVale)).status).toBe(403)
})

test('a service account opens nothing of a person', async () => {
  const { access_token } = await tokenOf('foyer-service-larkspur')
  const sub = String(decodeJwt(access_token).sub)
  const accounts = `/${larkspur}/enterprise/${sub}/accounts`

  expect((await api(access_token, `/users/${sub}/institutions`)).status).toBe(403)
  expect((await api(access_token, `${accounts}/larkspur-0001`)).status).toBe(403)
})

test('pages follow each other: every user once, and the same every time', async () => {
  const read = async () => {
    const ids: string[] = []
    for (let offset = 0; offset < 600; offset += 100) {
      const answer = await (await larkspurUsers(`?limit=100&offset=${offset}`)).json()
      expect(answer.totalCount).toBe(512)
      ids.push(...answer.users.map(({ userId }: { userId: string }) => userId))
    }
    return ids
  }
  const ids = await read()
  expect(new Set(ids).size).toBe(512)
  expect(await read()).toEqual(ids)
})

test('a search finds by name, business, e-mail or username', async () => {
  const found = await (await larkspurUsers('?query=%20OKONKWO&limit=100')).json()

  expect(found.totalCount).toBe(found.users.length)
  expect(found.totalCount).toBeGreaterThan(3)
  for (const user of found.users) expect(JSON.stringify(user).toLowerCase()).toContain('okonkwo')
  const [user] = found.users
  const same = await (await larkspurUsers(`?query=${user.primaryInstitutionUsername}`)).json()
  expect(same.users).toContainEqual(user)
})

test.each([
  'limit=101',
  'limit=0',
  'limit=x',
  'offset=-1',
  'limit=1&limit=2',
  `query=${'x'.repeat(201)}`,
])('%s is refused', async (query) => {
  expect((await larkspurUsers(`?${query}`)).status).toBe(400)
})

test('a server that was ordered to be busy says when to come back, and then answers', async () => {
  await sandbox().control({ busy: 2 })

  for (let call = 0; call < 2; call++) {
    const refused = await larkspurUsers('')
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('1')
  }
  expect((await larkspurUsers('')).status).toBe(200)
  expect((await sandbox().control({ busy: -1 })).status).toBe(400)
})

test('requests are written down with client and institution, and never with a token', async () => {
  const { access_token } = await tokenOf('foyer-service-larkspur')
  await users(access_token, larkspur)
  const { requests, counts } = await sandbox().requests()

  const own = { clientId: 'foyer-service-larkspur', institutionId: larkspur, status: 200 }
  expect(requests.slice(-2)).toMatchObject([
    { ...own, kind: 'token:client_credentials' },
    { ...own, kind: 'api:users' },
  ])
  expect(counts['token:client_credentials']).toBeGreaterThan(0)
  expect(JSON.stringify(requests)).not.toContain(access_token)
})

import { beforeEach, expect, test } from 'vitest'
import { forgetIssuers, issuerUrl, registrationAt, startIssuer } from '#lib/testing/issuer.ts'
import { endSessionRequest } from './logout.ts'

beforeEach(forgetIssuers)

const home = 'https://foyer.test/'

test('the way out names us, where to come back to, and a new state each time', async () => {
  await startIssuer({ metadata: { end_session_endpoint: `${issuerUrl}/session/end?tenant=one` } })

  const first = await endSessionRequest(registrationAt(), home, null)
  const second = await endSessionRequest(registrationAt(), home, null)

  expect(first?.location.href.split('?')[0]).toBe(`${issuerUrl}/session/end`)
  expect(Object.fromEntries(first?.location.searchParams ?? [])).toEqual({
    tenant: 'one',
    client_id: 'foyer',
    post_logout_redirect_uri: home,
    state: first?.state,
  })
  expect(first?.state).toMatch(/^[\w-]{43}$/)
  expect(second?.state).not.toBe(first?.state)
})

test('an ID token goes along only where it is given', async () => {
  await startIssuer()

  const request = await endSessionRequest(registrationAt(), home, 'the-id-token')

  expect(request?.location.searchParams.get('id_token_hint')).toBe('the-id-token')
})

test.each([
  ['has no such address', { metadata: { end_session_endpoint: undefined } }],
  ['cannot be asked', { answer: { '/.well-known/openid-configuration': down } }],
])('there is none where the server %s', async (_what, changes) => {
  await startIssuer(changes)

  expect(await endSessionRequest(registrationAt(), home, null)).toBeNull()
})

function down(): Response {
  return new Response(null, { status: 503 })
}

import { afterEach, expect, test } from 'vitest'
import { examine, startKeyServer } from './doctor-client.ts'
import { finding, json, metadataPath, page, redirect, startServer } from './doctor-server.ts'

// The doctor at servers that describe themselves well, and answer otherwise.

const ended: (() => unknown)[] = []
afterEach(async () => {
  await Promise.all(ended.splice(0).map((end) => end()))
})

async function at(...how: Parameters<typeof startServer>) {
  const started = await startServer(...how)
  ended.push(started.issuer.close)
  return started
}

const callback = 'http://localhost:3000/auth/callback'
const refusal = (error: string, error_description: string) => ({ error, error_description })

test.each([
  [
    'believes nobody and wants PKCE',
    {
      '/jwks': json(200, {}),
      '/token': json(401, refusal('invalid_client', 'client authentication failed')),
      '/auth': page(400, 'Authorization Server policy requires PKCE to be used for this request'),
    },
    {
      'id-token': /answered no JWK Set/,
      'client-proof': /invalid_client: "client authentication failed"/,
      'authorization-request': /wants PKCE/,
    },
  ],
  [
    'has us for a service account',
    {
      '/token': json(400, refusal('unauthorized_client', 'not allowed')),
      '/auth': redirect(`${callback}?error=invalid_scope&error_description=not+allowed`),
    },
    {
      'client-proof': /unauthorized_client/,
      'authorization-request': /invalid_scope: "not allowed"/,
    },
  ],
  [
    'does not get what we send',
    {
      '/token': json(
        400,
        refusal('invalid_request', 'no client authentication mechanism provided'),
      ),
      '/auth': redirect('/oops?error=redirect_uri_mismatch'),
    },
    {
      'client-proof': /no client authentication mechanism provided/,
      'authorization-request': /refuses the redirect URI/,
    },
  ],
  [
    'takes whatever comes',
    { '/token': json(200, { access_token: 'for-everybody' }) },
    { 'client-proof': /answered 200 to a made-up code/ },
  ],
] as const)('a server that %s is told', async (_what, answers, expected) => {
  const { variables } = await at({}, answers)

  const { of, exitCode } = await examine(variables)

  for (const [check, what] of Object.entries(expected)) {
    expect(of(check)).toContainEqual(finding('fault', what))
  }
  expect(exitCode).toBe(1)
})

test.each([
  ['its sign-in page, which repeats the request', page(200, `redirect_uri ${callback}`)],
  ['its sign-in page elsewhere', redirect('/login?redirect_uri=anything')],
  ['that somebody has to sign in', redirect(`${callback}?error=login_required`)],
])('a server that answers a sign-in with %s is fine', async (_what, answer) => {
  const { variables } = await at({}, { '/auth': answer })

  const { of } = await examine(variables)

  expect(of('authorization-request')).toMatchObject([{ status: 'ok' }])
})

test('a server that is busy is a warning: nothing was told', async () => {
  const { variables } = await at({}, { '/token': json(503, {}), '/auth': page(503, 'Sorry') })

  const { of, exitCode } = await examine(variables)

  expect(of('client-proof')).toContainEqual(finding('warning', /answered 503/))
  expect(of('authorization-request')).toContainEqual(finding('warning', /answered 503/))
  expect(exitCode).toBe(0)
})

test('a key set of ours that shows a private key is told, without the key', async () => {
  const { variables } = await at()
  const app = await startKeyServer()
  ended.push(app.stop)
  app.published.keys = [app.jwk]

  const { of, output } = await examine({ ...variables, ...app.clientEnv })

  expect(of('published-keys')).toContainEqual(finding('fault', /shows a private key/))
  expect(output).not.toContain(app.jwk.d)
})

test('with servers that never answer a run ends in time, and says so', async () => {
  const never = () => {}
  const silent = await at({}, { [metadataPath]: never })
  const slow = await at({}, { '/auth': never, '/token': never, '/jwks': never })
  const startedAt = Date.now()

  const [atSilent, atSlow] = await Promise.all([examine(silent.variables), examine(slow.variables)])

  expect(Date.now() - startedAt).toBeLessThan(15_000)
  const late = finding('fault', /did not answer within 5000 ms/)
  expect(atSilent.of('discovery')).toContainEqual(late)
  for (const check of ['authorization-request', 'client-proof', 'id-token']) {
    expect(atSlow.of(check)).toContainEqual(late)
  }
})

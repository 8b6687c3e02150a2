import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { sessionStore } from './session-store.ts'
import { startApp } from './testing/app.ts'
import { makeGrant, makeIdHash, makeSession } from './testing/make.ts'
import type { Order, Outcomes } from './testing/renewing-process.ts'

const script = fileURLToPath(new URL('./testing/renewing-process.ts', import.meta.url))

test('fifty calls in two processes that share the file make one token request', async () => {
  const issuer = await startTokenEndpoint()
  startApp({ OIDC_ISSUER: issuer.url })
  const grant = makeGrant({
    issuer: issuer.url,
    refreshToken: 'rt-0',
    accessTokenExpiresAt: 0,
    refreshedAt: 0,
  })
  const session = makeSession({ grants: [grant] })
  await sessionStore().create(session, makeIdHash())
  const processes = await Promise.all([startProcess(), startProcess()])

  const order: Order = { key: session.key, times: 25 }
  const outcomes = await Promise.all(processes.map((one) => ask(one, order)))

  expect(issuer.sent).toEqual(['rt-0'])
  expect(outcomes.flat()).toEqual(Array(50).fill('at-1'))
  const stored = await sessionStore().read(session.key)
  expect(stored?.grants[0]).toMatchObject({ accessToken: 'at-1', refreshToken: 'rt-1' })
}, 30_000)

/** Metadata and a token endpoint that rotates, slow enough for everybody to arrive meanwhile. */
async function startTokenEndpoint() {
  const sent: (string | null)[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const body = Buffer.concat(parts).toString()
    response.setHeader('content-type', 'application/json')
    if (request.url !== '/token') {
      response.end(JSON.stringify(metadata()))
      return
    }
    const generation = sent.push(new URLSearchParams(body).get('refresh_token'))
    const tokens = {
      access_token: `at-${generation}`,
      refresh_token: `rt-${generation}`,
      token_type: 'Bearer',
      expires_in: 600,
    }
    setTimeout(() => response.end(JSON.stringify(tokens)), 250)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void server.close())

  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const metadata = () => ({
    issuer: url,
    authorization_endpoint: `${url}/auth`,
    token_endpoint: `${url}/token`,
    jwks_uri: `${url}/jwks`,
  })
  return { url, sent }
}

async function startProcess(): Promise<ChildProcess> {
  // Outside of Next.js, this condition makes `server-only` the empty module it is on a server.
  const child = fork(script, { execArgv: ['--conditions=react-server'], env: process.env })
  onTestFinished(() => void child.kill())
  await once(child, 'message')
  return child
}

async function ask(child: ChildProcess, order: Order): Promise<Outcomes> {
  const answer = once(child, 'message')
  child.send(order)
  const [outcomes] = await answer
  return outcomes
}

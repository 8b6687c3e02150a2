import { type ChildProcess, spawn } from 'node:child_process'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import { freePorts } from '../scripts/port.ts'

export const signInScope = 'openid profile email offline_access'
export const readScope = 'https://jackhenry.com/account-services/accounts.read'
export const writeScope = 'https://jackhenry.com/account-services/accounts.write'

/** The sandbox as a process of its own, reached by URL only. */
export async function startSandbox(appUrl: string, environment: Record<string, string> = {}) {
  const [port, ...bankPorts] = await freePorts(3)
  const child = spawn(process.execPath, ['sandbox/server.ts'], {
    env: {
      ...process.env,
      SANDBOX_PORT: String(port),
      SANDBOX_BANK_PORTS: bankPorts.join(','),
      APP_URL: appUrl,
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  await lineOf(child, 'Sandbox ready at')
  const origin = `http://127.0.0.1:${port}`
  const issuer = `${origin}/a/oidc-provider/api/v0`
  const bankOrigins = bankPorts.map((bankPort) => `http://127.0.0.1:${bankPort}`)

  return {
    bankOrigins,
    origin,
    issuer,
    tokenEndpoint: `${issuer}/token`,
    api: `${origin}/api`,
    async requests(): Promise<{ counts: Record<string, number>; requests: unknown[] }> {
      return (await fetch(`${origin}/requests`)).json()
    },
    /** Changes how the sandbox, or a bank of it, behaves. */
    control(orders: Record<string, unknown>, at = origin): Promise<Response> {
      return fetch(`${at}/control`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(orders),
      })
    },
    async stop(): Promise<void> {
      const ended = once(child, 'exit')
      child.kill('SIGTERM')
      await ended
    },
  }
}

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>

/** The app, as far as the sandbox can see it: a registered address and a key set. */
export async function startApp() {
  const keys = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'app', alg: 'ES256', use: 'sig' }
  const notices: URLSearchParams[] = []
  const server = createServer(async (request, response) => {
    if (request.url === '/auth/backchannel-logout') {
      notices.push(new URLSearchParams(await text(request)))
      response.writeHead(200).end()
      return
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ keys: [jwk] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const url = `http://localhost:${port}`

  return {
    url,
    redirectUri: `${url}/auth/callback`,
    signedOutUri: `${url}/signed-out`,
    /** What the sandbox told it about sign-outs. */
    notices,
    /** A client assertion as it should be, but for `changes`. */
    async assertion(audience: string, changes: Record<string, unknown> = {}): Promise<string> {
      const now = Math.floor(Date.now() / 1000)
      const claims = { iss: 'foyer', sub: 'foyer', aud: audience, jti: randomUUID() }
      return new SignJWT({ ...claims, iat: now, exp: now + 60, ...changes })
        .setProtectedHeader({ alg: 'ES256', kid: 'app' })
        .sign(keys.privateKey)
    },
    stop: () => server.close(),
  }
}

export type App = Awaited<ReturnType<typeof startApp>>

/** An authorization request as it should be, and what its answer is checked with. */
export function authorizationRequest(
  sandbox: Pick<Sandbox, 'issuer'>,
  app: App,
  changes: Record<string, string | null> = {},
): Readonly<{ url: URL; verifier: string }> {
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL(`${sandbox.issuer}/auth`)
  const parameters = {
    client_id: 'foyer',
    response_type: 'code',
    redirect_uri: app.redirectUri,
    scope: signInScope,
    state: randomUUID(),
    nonce: randomUUID(),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) url.searchParams.set(name, value)
  }
  return { url, verifier }
}

/** What a token endpoint answers, as far as these tests look at it. */
export type TokenAnswer = Readonly<{
  status: number
  access_token: string
  refresh_token: string
  id_token: string
  expires_in: number
  scope: string
  error?: string
  error_description?: string
}>

export async function postForm(
  endpoint: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<TokenAnswer> {
  const body = new URLSearchParams(form)
  const response = await fetch(endpoint, { method: 'POST', body, headers })
  const text = await response.text()
  return { ...JSON.parse(text || '{}'), status: response.status }
}

/** Posts to an endpoint of the server as a client that proves itself with a key. */
export async function postAsApp(
  sandbox: Sandbox,
  app: App,
  endpoint: string,
  form: Record<string, string>,
  clientId = 'foyer',
): Promise<TokenAnswer> {
  return postForm(endpoint, {
    ...form,
    client_id: clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await app.assertion(sandbox.tokenEndpoint, {
      iss: clientId,
      sub: clientId,
    }),
  })
}

async function lineOf(child: ChildProcess, start: string): Promise<void> {
  if (!child.stdout) throw new Error('the process has no output')
  for await (const line of createInterface(child.stdout)) {
    if (line.startsWith(start)) return
  }
  throw new Error(`the process ended before it said "${start}"`)
}

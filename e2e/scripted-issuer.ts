import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, SignJWT } from 'jose'

type Claims = Readonly<Record<string, unknown>>
type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** What the scripted server does differently from a well-behaved one; may change while it runs. */
export type Script = {
  /** Over the query of the authorization response; null leaves a parameter out. */
  redirect?: Record<string, string | null>
  idToken?: Claims
  accessToken?: Claims
  tokens?: Claims
  strangerSigns?: boolean
  accessTokenSeconds?: number
  /** Takes over a path. */
  answer?: Record<string, Answer>
}

type Authorization = { nonce: string; challenge: string; institutionId: string; scope: string }
type Family = Authorization & { current: string; dead: boolean }

/**
 * An authorization server and a banking API in one small process-local server, for what the sandbox is
 * too honest to do. It signs in `ada` without asking, rotates refresh tokens, detects their reuse, and
 * puts `canary` into everything that must never leave the app's server.
 */
export async function startScriptedIssuer(canary = 'canary') {
  const keys = await generateKeyPair('ES256', { extractable: true })
  const stranger = await generateKeyPair('ES256')
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }
  const codes = new Map<string, Authorization>()
  const families = new Map<string, Family>()
  const calls: { path: string; body: URLSearchParams; authorization: string }[] = []
  const secrets = new Set<string>()
  const script: Script = {}

  const server = createServer((request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const body = new URLSearchParams(await readText(request))
    calls.push({ path: pathname, body, authorization: request.headers.authorization ?? '' })
    for (const name of ['code_verifier', 'client_secret', 'client_assertion']) {
      const secret = body.get(name)
      if (secret) secrets.add(secret)
    }

    const scripted = script.answer?.[pathname]
    if (scripted) return scripted(request, response)
    if (pathname === '/.well-known/openid-configuration') return json(response, 200, metadata())
    if (pathname === '/jwks') return json(response, 200, { keys: [jwk] })
    if (pathname === '/auth') return authorize(searchParams, response)
    if (pathname === '/token') return token(body, response)
    if (pathname === '/revoke') return revoke(body, response)
    if (pathname === '/end') return endSession(searchParams, response)
    if (pathname.startsWith('/api/')) return api(pathname, request, response)
    json(response, 404, { error: 'not_found' })
  }

  function metadata() {
    return {
      issuer: url,
      authorization_endpoint: `${url}/auth`,
      token_endpoint: `${url}/token`,
      jwks_uri: `${url}/jwks`,
      end_session_endpoint: `${url}/end`,
      revocation_endpoint: `${url}/revoke`,
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ['ES256'],
    }
  }

  function authorize(query: URLSearchParams, response: ServerResponse): void {
    const code = `${canary}-code-${randomUUID()}`
    secrets.add(code)
    codes.set(code, {
      nonce: query.get('nonce') ?? '',
      challenge: query.get('code_challenge') ?? '',
      institutionId: query.get('institutionId') ?? 'nought',
      scope: query.get('scope') ?? '',
    })
    const back = new URL(query.get('redirect_uri') ?? url)
    const parameters = { code, state: query.get('state'), iss: url, ...script.redirect }
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== null) back.searchParams.set(name, value)
    }
    response.writeHead(303, { location: back.href }).end()
  }

  async function token(body: URLSearchParams, response: ServerResponse) {
    if (body.get('grant_type') === 'authorization_code') {
      const code = body.get('code') ?? ''
      const asked = codes.get(code)
      codes.delete(code)
      const hash = createHash('sha256')
        .update(body.get('code_verifier') ?? '')
        .digest('base64url')
      if (asked?.challenge !== hash) return json(response, 400, { error: 'invalid_grant' })
      return json(response, 200, await tokens({ ...asked, current: '', dead: false }))
    }
    const family = families.get(body.get('refresh_token') ?? '')
    if (!family || family.dead || family.current !== body.get('refresh_token')) {
      if (family) family.dead = true
      return json(response, 400, { error: 'invalid_grant' })
    }
    json(response, 200, await tokens(family))
  }

  async function tokens(family: Family) {
    const now = Math.floor(Date.now() / 1000)
    const seconds = script.accessTokenSeconds ?? 600
    family.current = `${canary}-refresh-${randomUUID()}`
    families.set(family.current, family)
    const person = { iss: url, sub: 'ada', iat: now }
    const accessToken = await sign({
      ...person,
      aud: `${url}/api`,
      exp: now + seconds,
      jti: `${canary}-${randomUUID()}`,
      institutionId: family.institutionId,
      ...script.accessToken,
    })
    const idToken = await sign({
      ...person,
      aud: 'foyer',
      exp: now + 3600,
      nonce: family.nonce,
      name: 'Ada Okafor',
      email: 'ada@example.test',
      ...script.idToken,
    })
    for (const secret of [accessToken, idToken, family.current]) secrets.add(secret)
    return {
      access_token: accessToken,
      id_token: idToken,
      refresh_token: family.current,
      token_type: 'Bearer',
      expires_in: seconds,
      scope: family.scope,
      ...script.tokens,
    }
  }

  function sign(claims: Record<string, unknown>): Promise<string> {
    const present = Object.entries(claims).filter(([, value]) => value !== null)
    return new SignJWT(Object.fromEntries(present))
      .setProtectedHeader({ alg: 'ES256', kid: 'one' })
      .sign(script.strangerSigns ? stranger.privateKey : keys.privateKey)
  }

  function revoke(body: URLSearchParams, response: ServerResponse): void {
    const family = families.get(body.get('token') ?? '')
    if (family) family.dead = true
    response.writeHead(200).end()
  }

  function endSession(query: URLSearchParams, response: ServerResponse): void {
    const back = new URL(query.get('post_logout_redirect_uri') ?? url)
    back.searchParams.set('state', query.get('state') ?? '')
    response.writeHead(303, { location: back.href }).end()
  }

  function api(path: string, request: IncomingMessage, response: ServerResponse) {
    response.setHeader('x-request-id', String(request.headers['x-request-id'] ?? randomUUID()))
    if (path === '/api/users/ada/institutions') return json(response, 200, { institutions })
    if (path.endsWith('/accounts/inquiry')) {
      return json(response, 200, { accounts: [{ ...account, ...balances }], total: 1 })
    }
    if (path.endsWith('/account-summary')) {
      return json(response, 200, { ...balances, holdsTotal: '0.00', interestRate: '1.25', asOf })
    }
    if (path.endsWith('/available-balance')) {
      return json(response, 200, { ...balances, currency: 'USD', asOf })
    }
    if (path.endsWith(`/accounts/${account.id}`)) return json(response, 200, account)
    json(response, 404, { errorCode: 'NOT_FOUND', message: 'no such resource' })
  }

  return {
    url,
    /** What makes the app a client of it. */
    clientEnv: {
      OIDC_ISSUER: url,
      OIDC_CLIENT_ID: 'foyer',
      OIDC_CLIENT_SECRET: `${canary}-client-secret`,
      API_URL: `${url}/api`,
    },
    script,
    calls,
    /** Everything that must stay between the app's server and this one, as made so far. */
    secrets,
    callsTo: (path: string) => calls.filter((call) => call.path === path),
    refreshes: () => calls.filter(({ body }) => body.get('grant_type') === 'refresh_token').length,
    /** Behaves well again, and forgets what it was asked. */
    reset() {
      for (const key of Object.keys(script)) Reflect.deleteProperty(script, key)
      calls.length = 0
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

export type ScriptedIssuer = Awaited<ReturnType<typeof startScriptedIssuer>>

const institutions = [
  { institutionId: 'larkspur', name: 'Larkspur Bank' },
  { institutionId: 'juniper', name: 'Juniper Credit Union' },
]
const asOf = '2026-01-02T03:04:05Z'
const balances = { ledgerBalance: '12910.44', availableBalance: '12408.11' }
const account = {
  id: 'a-1',
  name: 'Operating',
  maskedNumber: '4471',
  type: 'Checking',
  status: 'Active',
  customerName: 'Okafor Bakery',
  currency: 'USD',
  openedDate: '2020-02-29',
  maturityDate: null,
  version: '1',
}

function json(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

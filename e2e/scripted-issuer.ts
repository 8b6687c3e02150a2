import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { apiAnswer, type Books, type Owner } from './scripted-api.ts'
import { type Claims, scriptedTokens, type TokenScript } from './scripted-tokens.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** What the scripted server does differently from a well-behaved one; may change while it runs. */
export type Script = TokenScript & {
  /** Over the query of the authorization response; null leaves a parameter out. */
  redirect?: Record<string, string | null>
  /** Takes over a path. */
  answer?: Record<string, Answer>
  /** At these paths it does what it is asked, and answers only then. */
  holds?: Record<string, Promise<void>>
}

/** What stays as it is for as long as the server runs. */
type Traits = Books &
  Readonly<{
    /** The claim that names the institution. */
    claim?: string
    /** Over the metadata; undefined leaves a member out. */
    metadata?: Claims
    /** Who is signed in there in the browser that asks. */
    personOf?: (request: IncomingMessage) => string
  }>

type Call = Readonly<{
  path: string
  text: string
  body: URLSearchParams
  authorization: string
  /** Whose access token it came with. */
  owner: Owner | null
}>

/**
 * An authorization server and a banking API in one small process-local server, for what the sandbox is
 * too honest to do. It signs in `ada` without asking, and puts `canary` into everything that must never
 * leave the app's server. Which institution it is, the request says, or the client: `foyer-<id>`.
 */
export async function startScriptedIssuer(canary = 'canary', traits: Traits = {}) {
  const { claim = 'institutionId', personOf = () => 'ada' } = traits
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const calls: Call[] = []
  const tokens = await scriptedTokens(url, canary, claim)
  const { jwk, privateKey, secrets } = tokens
  const script: Script = tokens.script

  server.on('request', (request, response) => {
    void answer(request, response).catch(() => response.writeHead(500).end())
  })

  async function answer(request: IncomingMessage, response: ServerResponse) {
    const { pathname: path, searchParams } = new URL(request.url ?? '/', url)
    const text = await readText(request)
    const body = new URLSearchParams(text)
    const authorization = request.headers.authorization ?? ''
    const call = { path, text, body, authorization, owner: tokens.ownerOf(authorization) }
    calls.push(call)
    for (const name of ['code_verifier', 'client_secret', 'client_assertion']) {
      const secret = body.get(name)
      if (secret) secrets.add(secret)
    }

    const scripted = script.answer?.[path]
    if (scripted) return scripted(request, response)
    if (path === '/.well-known/openid-configuration') return json(response, 200, metadata())
    if (path === '/jwks') return json(response, 200, { keys: [jwk] })
    if (path === '/auth') return redirect(response, authorize(searchParams, personOf(request)))
    if (path === '/end') return redirect(response, endSession(searchParams))
    if (path === '/token') {
      const issued = await tokens.answer(body)
      await script.holds?.[path]
      return json(response, issued.status, issued.body)
    }
    if (path === '/revoke') {
      tokens.revoke(body.get('token') ?? '')
      await script.holds?.[path]
      return json(response, 200, {})
    }
    if (path.startsWith('/api/')) {
      const { status, body, headers } = apiAnswer(call, traits)
      const requestId = String(request.headers['x-request-id'] ?? randomUUID())
      return json(response, status, body, { 'x-request-id': requestId, ...headers })
    }
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
      ...traits.metadata,
    }
  }

  function authorize(query: URLSearchParams, person: string): URL {
    const clientId = query.get('client_id') ?? ''
    const [, ofClient = 'nought'] = /^foyer-(.+)$/.exec(clientId) ?? []
    const code = tokens.newCode({
      person,
      institutionId: query.get('institutionId') ?? ofClient,
      clientId,
      nonce: query.get('nonce') ?? '',
      challenge: query.get('code_challenge') ?? '',
      scope: query.get('scope') ?? '',
    })
    const back = new URL(query.get('redirect_uri') ?? url)
    const parameters = { code, state: query.get('state'), iss: url, ...script.redirect }
    for (const [name, value] of Object.entries(parameters)) {
      if (value !== null) back.searchParams.set(name, value)
    }
    return back
  }

  function endSession(query: URLSearchParams): URL {
    const back = new URL(query.get('post_logout_redirect_uri') ?? url)
    back.searchParams.set('state', query.get('state') ?? '')
    return back
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
    privateKey,
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

/** The API takes no token at this path, the next time and no more: the app has to renew it. */
export function refuseOnce({ script }: ScriptedIssuer, path: string): void {
  script.answer = {
    ...script.answer,
    [path]: (_request, response) => {
      Reflect.deleteProperty(script.answer ?? {}, path)
      response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end()
    },
  }
}

export type ScriptedIssuer = Awaited<ReturnType<typeof startScriptedIssuer>>

type Headers = Readonly<Record<string, string>>

function json(response: ServerResponse, status: number, body: unknown, headers: Headers = {}) {
  response
    .writeHead(status, { 'content-type': 'application/json', ...headers })
    .end(JSON.stringify(body))
}

function redirect(response: ServerResponse, location: URL): void {
  response.writeHead(303, { location: location.href }).end()
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

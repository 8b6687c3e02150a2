import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { benchTokens } from './tokens.ts'

/**
 * An authorization server and a banking API in one small process, for the bench: it signs in whoever
 * comes, knows any institution, counts what it is asked, and takes as little time as it can.
 *
 * `POST /bench` changes how it behaves and answers what it counted since the last time.
 */
const slowMs = 1_500
const port = Number(process.argv[2])
const url = `http://127.0.0.1:${port}`
const tokens = await benchTokens(url)

/** How often each path was asked for, and for how long we were at it. */
const asked = new Map<string, { count: number; ms: number }>()

const server = createServer((request, response) => {
  void answer(request, response).catch(() => response.destroy())
})
server.keepAliveTimeout = 60_000
server.listen(port, '127.0.0.1')

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const startedAt = performance.now()
  const [path = '', query = ''] = (request.url ?? '').split('?')
  const body = await readText(request)
  if (path === '/bench') return json(response, 200, await control(body))

  await route(path, query, body, request, response)
  const name = path.startsWith('/api/') ? '/api' : path
  const entry = asked.get(name) ?? { count: 0, ms: 0 }
  asked.set(name, { count: entry.count + 1, ms: entry.ms + performance.now() - startedAt })
}

/** How both servers behave; changed by orders. */
const manner = { api: 'well', issuer: 'well' }

async function route(
  path: string,
  query: string,
  body: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isApi = path.startsWith('/api/')
  // Before anything is done: what was not answered did not happen.
  if ((isApi ? manner.api : manner.issuer) === 'resetting') return void response.destroy()
  if (isApi && manner.api === 'failing') return json(response, 500, { errorCode: 'FAILURE' })
  if (isApi && manner.api === 'slow') await wait(slowMs)

  if (path === '/.well-known/openid-configuration') return json(response, 200, metadata)
  if (path === '/jwks') return json(response, 200, { keys: [tokens.jwk()] })
  if (path === '/auth') return redirect(response, authorize(new URLSearchParams(query)))
  if (path === '/end') return redirect(response, endSession(new URLSearchParams(query)))
  if (path === '/token') {
    const answered = await tokens.answer(new URLSearchParams(body))
    return json(response, answered.status, answered.body)
  }
  if (path === '/revoke') {
    tokens.revoke(new URLSearchParams(body).get('token') ?? '')
    return json(response, 200, {})
  }
  api(path, request, response)
}

/** The bare page has no token: it calls without one, and is answered like everybody. */
function api(path: string, { headers }: IncomingMessage, response: ServerResponse): void {
  const accessToken = headers.authorization?.replace(/^Bearer /, '')
  if (accessToken !== 'bare' && !tokens.ownerOf(accessToken ?? '')) {
    json(response, 401, { errorCode: 'INVALID_TOKEN', message: 'no such token' })
  } else if (path.endsWith('/accounts/inquiry')) text(response, 200, accountsJson)
  else if (path.endsWith('/institutions')) json(response, 200, { institutions })
  else json(response, 404, { errorCode: 'NOT_FOUND', message: 'no such resource' })
}

const metadata = {
  issuer: url,
  authorization_endpoint: `${url}/auth`,
  token_endpoint: `${url}/token`,
  jwks_uri: `${url}/jwks`,
  end_session_endpoint: `${url}/end`,
  revocation_endpoint: `${url}/revoke`,
  authorization_response_iss_parameter_supported: true,
  id_token_signing_alg_values_supported: ['ES256'],
}

const institutions = [
  { institutionId: 'larkspur', name: 'Larkspur Bank' },
  { institutionId: 'juniper', name: 'Juniper Credit Union' },
]

const accounts = ['Operating', 'Payroll', 'Reserve', 'Tax', 'Greenhouse'].map((name, index) => ({
  id: `a-${index + 1}`,
  name,
  maskedNumber: `447${index}`,
  type: 'Checking',
  status: 'Active',
  customerName: 'Okafor Bakery',
  currency: 'USD',
  openedDate: '2020-02-29',
  maturityDate: null,
  version: '1',
  ledgerBalance: '12910.44',
  availableBalance: '12408.11',
}))
const accountsJson = JSON.stringify({ accounts, total: accounts.length })

function authorize(query: URLSearchParams): URL {
  const code = tokens.newCode({
    person: query.get('login_hint') ?? 'ada',
    institutionId: query.get('institutionId') ?? 'nought',
    clientId: query.get('client_id') ?? '',
    nonce: query.get('nonce') ?? '',
    challenge: query.get('code_challenge') ?? '',
    scope: query.get('scope') ?? '',
  })
  const back = new URL(query.get('redirect_uri') ?? url)
  back.searchParams.set('code', code)
  back.searchParams.set('state', query.get('state') ?? '')
  back.searchParams.set('iss', url)
  return back
}

function endSession(query: URLSearchParams): URL {
  const back = new URL(query.get('post_logout_redirect_uri') ?? url)
  back.searchParams.set('state', query.get('state') ?? '')
  return back
}

async function control(body: string): Promise<unknown> {
  const { accessTokenSeconds, rotateKey, api, issuer } = JSON.parse(body || '{}')
  if (api) manner.api = api
  if (issuer) manner.issuer = issuer
  if (accessTokenSeconds) tokens.settings.accessTokenSeconds = accessTokenSeconds
  if (rotateKey) await tokens.rotateKey()
  const counts = { ...tokens.counted, asked: Object.fromEntries(asked) }
  Object.assign(tokens.counted, { tokenRequests: 0, refreshes: 0, reused: 0 })
  asked.clear()
  return counts
}

function json(response: ServerResponse, status: number, body: unknown): void {
  text(response, status, JSON.stringify(body))
}

function text(response: ServerResponse, status: number, body: string): void {
  response
    .writeHead(status, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    })
    .end(body)
}

function redirect(response: ServerResponse, location: URL): void {
  response.writeHead(303, { location: location.href, 'content-length': 0 }).end()
}

async function readText(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString()
}

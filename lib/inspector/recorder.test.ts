import { createServer, type RequestListener, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serialize } from 'node:v8'
import { SignJWT } from 'jose'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { boundedFetch, limits } from '#lib/bounded-fetch.ts'
import { check, judged, witness } from '#lib/witness.ts'
import { browserIn, newBrowser } from './browser.ts'
import { openInspector } from './open.ts'
import { flowOf, flowsOf } from './ring.ts'

const canary = 'CANARY7f3a91c2'
const [ada, ben] = ['adaadaadaadaadaadaada0', 'benbenbenbenbenbenben0']
let servers: Server[] = []

beforeEach(() => {
  for (const [name, value] of Object.entries({
    APP_URL: 'http://localhost:3000',
    SESSION_SECRET: 'a secret of thirty-two characters',
    OIDC_ISSUER: 'http://127.0.0.1:4400',
    OIDC_CLIENT_ID: 'foyer',
    OIDC_CLIENT_SECRET: `${canary}-client-secret`,
    API_URL: 'http://127.0.0.1:4400/api',
    FLOW_INSPECTOR: 'on',
  })) {
    vi.stubEnv(name, value)
  }
})

afterEach(() => {
  for (const server of servers) server.close()
  servers = []
})

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** An app of a few lines: what each of its addresses does is in the test. */
async function startApp(pages: Record<string, (query: URLSearchParams) => Promise<string>>) {
  processStateOnce()
  const url = await listen((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '', 'http://localhost:3000')
    const page = pages[pathname] ?? (async () => '')
    void page(searchParams).then(async (location) => {
      if (location) {
        await witness()?.sendingOn(location)
        response.statusCode = 303
        response.setHeader('set-cookie', `session=${canary}-session; HttpOnly`)
        response.setHeader('location', location)
      }
      response.end()
    })
  })
  return (path: string, browser: string) =>
    new Promise<void>((resolve, reject) => {
      const cookie = `flows=${browser}; session=${canary}-session`
      request(url + path, { headers: { cookie } }, (response) => {
        response.resume().on('end', () => setImmediate(resolve))
      })
        .on('error', reject)
        .end()
    })
}

let isOpen = false
/** Channels of the process know their subscribers for good. */
function processStateOnce(): void {
  if (!isOpen) openInspector()
  isOpen = true
}

test('a sign-in is one flow, from the first redirect to the page it ends at', async () => {
  const issuer = await listen((_incoming, response) => response.end('{"scope":"openid"}'))
  const ask = await startApp({
    '/auth/authorize': async () => 'http://127.0.0.1:4400/auth?client_id=foyer&state=one-state',
    '/auth/callback': async (query) => {
      check('state is of this browser', true, {}, { state: query.get('state') })
      await boundedFetch(`${issuer}/token`, { method: 'POST' }, limits.issuer)
      return '/institutions'
    },
    '/institutions': async () => {
      await boundedFetch(`${issuer}/api`, {}, limits.api)
      return ''
    },
  })

  await ask('/auth/authorize', ada)
  await ask('/auth/callback?state=one-state&code=a-code', ada)
  await ask('/institutions', ada)

  const [flow] = flowsOf(ada)
  expect(flow).toMatchObject({ kind: 'sign-in', outcome: 'completed' })
  expect(flow?.steps.map(({ type }) => type)).toEqual([
    ...['request', 'answer', 'request', 'check', 'call', 'answer', 'request', 'call', 'answer'],
  ])
  expect(flow?.steps[1]).toMatchObject({
    goes: 'issuer',
    location: { query: { client_id: 'foyer' } },
  })
})

test('two browsers at once: each sees what it did, and nothing of the other', async () => {
  const ask = await startApp({
    '/service': async (query) => {
      await new Promise(setImmediate)
      check('institution', true, {}, { institutionId: query.get('institutionId') })
      return ''
    },
  })

  await Promise.all(
    Array.from({ length: 20 }, (_, one) =>
      ask(`/service?institutionId=of-${one % 2}`, [ada, ben][one % 2] ?? ''),
    ),
  )

  for (const [browser, own, others] of [
    [ada, 'of-0', 'of-1'],
    [ben, 'of-1', 'of-0'],
  ] as const) {
    const seen = JSON.stringify(flowsOf(browser).filter(({ kind }) => kind === 'service'))
    expect(seen).toContain(own)
    expect(seen).not.toContain(others)
  }
  const [flow] = flowsOf(ada)
  expect(flowOf(ben, flow?.id ?? '')).toBeNull()
})

test('a check that fails, of ours or of a library, is shown as it came out', async () => {
  const ask = await startApp({
    '/auth/refresh': async () => {
      check('aud of the ID token', false, { aud: 'foyer' }, { aud: 'another' })
      await judged('token response', {}, {}, () => Promise.reject(new Error('no'))).catch(() => {})
      return ''
    },
  })

  await ask('/auth/refresh', ada)

  const checks = flowsOf(ada)[0]?.steps.filter((step) => step.type === 'check')
  expect(checks).toMatchObject([
    { name: 'aud of the ID token', by: 'us', holds: false, found: { aud: 'another' } },
    { name: 'token response', by: 'library', holds: false },
  ])
})

test('no secret is in what is kept, wherever it came from: not one canary of many', async () => {
  const sign = (claims: object) =>
    new SignJWT({ ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(Buffer.from(`${canary} key of thirty-two characters`))
  const tokens = {
    access_token: `${canary}-access`,
    refresh_token: `${canary}-refresh`,
    id_token: await sign({ sub: 'ada', iss: 'me', nonce: `${canary}-nonce`, secret: canary }),
    [`${canary}-member`]: `${canary}-value`,
    error_description: `you sent ${canary}-code`,
  }
  const issuer = await listen((_incoming, response) => {
    response.setHeader('content-type', 'application/json')
    response.setHeader('x-secret', `${canary}-header`)
    response.setHeader('set-cookie', `theirs=${canary}`)
    response.end(JSON.stringify(tokens))
  })
  const ask = await startApp({
    '/auth/callback': async (query) => {
      const form = {
        code: query.get('code') ?? '',
        code_verifier: `${canary}-verifier`,
        client_secret: `${canary}-client-secret`,
        client_assertion: await sign({ iss: 'foyer', jti: `${canary}-jti` }),
      }
      const headers = { authorization: `Basic ${Buffer.from(canary).toString('base64')}` }
      const body = new URLSearchParams(form)
      await boundedFetch(`${issuer}/token`, { method: 'POST', headers, body }, limits.issuer)
      const bearer = { authorization: `Bearer ${canary}-access`, 'x-own': canary }
      await boundedFetch(`${issuer}/api?token=${canary}`, { headers: bearer }, limits.api)
      check('state is of this browser', false, { state: `${canary}-state` }, { odd: canary })
      await judged('signature and claims of the ID token', {}, { jwt: tokens.id_token }, () => null)
      witness()?.recorded('refusal', { problem: 'stale-sign-in', token: `${canary}-token` })
      return `http://127.0.0.1:4400/end?id_token_hint=${tokens.id_token}&state=${canary}-state`
    },
  })

  await ask(`/auth/callback?code=${canary}-code&state=${canary}-state&odd=${canary}`, ada)

  // What is in the memory of the inspector, byte by byte: Maps, keys of Maps and all.
  const states = (globalThis as unknown as Record<symbol, Map<string, unknown>>)[
    Symbol.for('foyer.process-state')
  ]
  const kept = [...(states ?? [])].filter(([name]) =>
    ['inspector.ring', 'inspector.leads', 'inspector.people'].includes(name),
  )
  expect(kept).toHaveLength(3)
  const memory = serialize(JSON.parse(JSON.stringify(kept, plain))).toString('latin1')
  expect(memory).toContain('stale-sign-in')
  expect(memory).not.toContain(canary)
  expect(memory).not.toContain(Buffer.from(canary).toString('base64').slice(0, 16))
  expect(memory).not.toContain(tokens.id_token.split('.')[2])
})

function plain(_name: string, value: unknown): unknown {
  if (value instanceof Map) return [...value]
  return value instanceof Set ? [...value] : value
}

test.each([
  ['http://localhost:3000', 'flows', ''],
  ['https://foyer.test', '__Host-flows', '; Secure'],
])(
  'at %s the cookie is %s: for no script, no other site, and no other host',
  (url, name, secure) => {
    vi.stubEnv('APP_URL', url)
    Reflect.deleteProperty(globalThis, Symbol.for('foyer.process-state'))
    const { id, setCookie } = newBrowser()

    expect(setCookie).toBe(`${name}=${id}; Path=/; HttpOnly; SameSite=Lax${secure}`)
    expect(browserIn(`session=x; ${name}=${id}`)).toBe(id)
    expect(browserIn(`${name}=../../etc/passwd`)).toBeNull()
    expect(browserIn(`another-${name}=${id}`)).toBeNull()
  },
)

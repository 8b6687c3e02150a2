import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { forgetIssuers, issuerUrl, newClientKey, startIssuer } from '../../lib/testing/issuer.ts'
import { examine } from './examine.ts'
import { admit, type Patient } from './patient.ts'

// What no journey of the doctor meets: each is found where it should be.

type Variables = Readonly<Record<string, string>>
type Server = Parameters<typeof startIssuer>[0]

const folder = mkdtempSync(join(tmpdir(), 'foyer-findings-'))
afterAll(() => rmSync(folder, { recursive: true }))
let key: string
beforeAll(async () => {
  key = (await newClientKey('ES256')).jwk
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
  forgetIssuers()
})

async function patientWith(variables: Variables, server: Server): Promise<Patient> {
  await startIssuer(server)
  const usual = {
    APP_URL: 'http://localhost:3000',
    SESSION_SECRET: 's'.repeat(32),
    SESSION_FILE: join(folder, 'sessions.db'),
    OIDC_ISSUER: issuerUrl,
    OIDC_CLIENT_ID: 'foyer',
    OIDC_CLIENT_SECRET: 'a-secret-of-good-length',
    API_URL: 'https://api.test',
  }
  const wishes = { files: [], isOffline: false, institutionId: null }
  return admit({ ...usual, ...variables }, wishes)
}

async function found(variables: Variables, server: Server = {}): Promise<readonly unknown[]> {
  const findings = await examine(await patientWith(variables, server))
  return findings.map(({ id }) => id)
}

const failing = (code: string) => () => {
  throw new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
}
const metadataPath = '/.well-known/openid-configuration'

function sentBack(error: string): Server {
  const location = `http://localhost:3000/auth/callback?error=${error}`
  return { answer: { '/auth': () => new Response(null, { status: 303, headers: { location } }) } }
}

function entry(members: object): string {
  const path = join(folder, `${crypto.randomUUID()}.json`)
  const bank = { institutionId: 'larkspur', name: 'Larkspur Bank', ...members }
  writeFileSync(path, JSON.stringify([bank]))
  return path
}

test.each<[string, () => Variables, Server?]>([
  ['unread-variable', () => ({ OIDC_WHATEVER: 'x' })],
  ['https-here', () => ({ APP_URL: 'https://localhost:3000' })],
  ['no-offline-access', () => ({ OIDC_SCOPE: 'openid' })],
  ['session-file-no-file', () => ({ SESSION_FILE: folder })],
  ['metadata-elsewhere', () => ({ OIDC_DISCOVERY_URL: `https://elsewhere.test${metadataPath}` })],
  [
    'algorithm-ignored',
    () => ({ OIDC_CLIENT_SECRET: '', OIDC_CLIENT_KEYS: key, OIDC_CLIENT_ALG: 'PS256' }),
  ],
  [
    'no-claims-parameter',
    () => ({ INSTITUTIONS_FILE: entry({ claims: { id_token: { institution: null } } }) }),
  ],
  ['issuer-nameless', () => ({}), { metadata: { issuer: undefined } }],
  ['metadata-refused', () => ({}), { metadata: { token_endpoint: 'http://127.0.0.1/token' } }],
  ['unknown-host', () => ({}), { answer: { [metadataPath]: failing('ENOTFOUND') } }],
  [
    'untrusted-certificate',
    () => ({}),
    { answer: { [metadataPath]: failing('SELF_SIGNED_CERT_IN_CHAIN') } },
  ],
  [
    'error-page',
    () => ({}),
    { answer: { '/auth': () => new Response('<p>invalid_scope</p>', { status: 400 }) } },
  ],
  ['request-scope-refused', () => ({}), sentBack('invalid_scope')],
  ['request-client-refused', () => ({}), sentBack('unauthorized_client')],
  ['request-denied', () => ({}), sentBack('access_denied')],
  ['request-malformed', () => ({}), sentBack('invalid_request')],
  ['request-refused', () => ({}), sentBack('temporarily_unavailable')],
  ['service-grant-refused', service, refusing('unsupported_grant_type')],
  ['service-refused', service, refusing('invalid_request')],
])('%s is found', async (id, variables, server) => {
  expect(await found(variables(), server)).toContain(id)
})

function service(): Variables {
  return { SERVICE_CLIENT_ID: 'foyer-service', SERVICE_CLIENT_KEYS: key }
}

function refusing(error: string): Server {
  return { answer: { '/token': () => Response.json({ error }, { status: 400 }) } }
}

test('slow-metadata is found', async () => {
  vi.useFakeTimers({ toFake: ['Date'] })
  const late = () => {
    vi.setSystemTime(Date.now() + 3_000)
    return Response.json({ issuer: issuerUrl })
  }

  expect(await found({}, { answer: { [metadataPath]: late } })).toContain('slow-metadata')
})

test('check-broken is found, and the other checks go on', async () => {
  const patient = await patientWith({}, {})
  const findings = await examine({ ...patient, files: null as never })

  expect(findings).toContainEqual(
    expect.objectContaining({ check: 'variables', id: 'check-broken' }),
  )
  expect(findings.filter(({ status }) => status === 'ok').length).toBeGreaterThan(3)
})

// Root may write everywhere.
test.skipIf(process.getuid?.() === 0)('session-file-unwritable is found', async () => {
  const path = join(folder, 'read-only.db')
  writeFileSync(path, '', { mode: 0o400 })

  expect(await found({ SESSION_FILE: path })).toContain('session-file-unwritable')
})

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exportJWK, generateKeyPair } from 'jose'
import { variableNames } from '#lib/env.ts'
import { startChild, type Variables } from '../scripts/child.ts'

export type Finding = Readonly<{
  check: string
  status: 'ok' | 'warning' | 'fault' | 'skipped'
  subject: string | null
  what: string
  why: string | null
  remedy: string | null
}>

export type Report = Readonly<{
  summary: Readonly<{ ok: number; warnings: number; faults: number; skipped: number }>
  findings: readonly Finding[]
}>

const home = mkdtempSync(join(tmpdir(), 'foyer-doctor-'))
process.once('exit', () => rmSync(home, { recursive: true, force: true }))

/** A folder of the test's own, gone with this process. */
export function newFolder(): string {
  return mkdtempSync(join(home, 'folder-'))
}

export function writeSecret(folder: string, name: string, content: string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  chmodSync(path, 0o600)
  return path
}

/** The doctor as a process, with these variables and no others of the app. */
export async function runDoctor(variables: Variables, ...args: string[]) {
  const child = startChild(
    ['--conditions=react-server', '--', 'scripts/doctor.ts', ...args],
    { ...withoutConfiguration(), ...variables },
    'pipe',
  )
  const parts = { stdout: '', stderr: '' }
  for (const name of ['stdout', 'stderr'] as const) {
    child.process[name]?.setEncoding('utf8').on('data', (part: string) => {
      parts[name] += part
    })
  }
  return { exitCode: await child.ended, ...parts }
}

/** What the doctor tells a program about these variables. An empty file stands in for .env.local. */
export async function examine(variables: Variables, ...args: string[]) {
  const envFile = writeSecret(newFolder(), 'empty.env', '')
  const { exitCode, stdout, stderr } = await runDoctor(
    variables,
    '--json',
    '--env-file',
    envFile,
    ...args,
  )
  if (stderr !== '') throw new Error(stderr)
  const report: Report = JSON.parse(stdout)
  return {
    exitCode,
    report,
    output: stdout,
    /** The findings of a check. */
    of: (check: string) => report.findings.filter((it) => it.check === check),
  }
}

/** The app, as far as the doctor looks at it: it publishes a key. */
export async function startKeyServer() {
  const jwk = await newKey('ours')
  const { d, ...publicJwk } = jwk
  const published: { keys: object[] } = { keys: [publicJwk] }
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(published))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const url = `http://localhost:${port}`
  return {
    url,
    port,
    /** What makes the key ours. */
    clientEnv: {
      APP_URL: url,
      PORT: String(port),
      OIDC_CLIENT_KEYS: JSON.stringify(jwk),
      OIDC_CLIENT_SECRET: '',
    },
    jwk,
    publicJwk,
    newKey: () => newKey('another'),
    /** What it shows to everybody; may change. */
    published,
    stop: () => server.close(),
  }
}

async function newKey(kid: string) {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  return { ...(await exportJWK(privateKey)), kid, alg: 'ES256', use: 'sig' }
}

function withoutConfiguration(): Variables {
  const names = new Set<string>(variableNames.flatMap((name) => [name, `${name}_FILE`]))
  const isOurs = (name: string) => names.has(name) || name === 'INIT_CWD' || name === 'PORT'
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !isOurs(name)))
}

import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { variableNames } from '#lib/env.ts'

export type Run = Readonly<{ exitCode: number; stdout: string; stderr: string }>

/** What the app would be to a sandbox: an origin that publishes the public half of a key. */
export async function startKeySet() {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true })
  const jwk: JWK = { ...(await exportJWK(privateKey)), alg: 'ES256', kid: 'service' }
  const { d, ...publicJwk } = jwk
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ keys: [publicJwk] }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://localhost:${(server.address() as AddressInfo).port}`
  return { url, key: JSON.stringify(jwk), privatePart: d ?? '', stop: () => server.close() }
}

type Server = Readonly<{ issuer: string; api: string }>

/** What makes the commands clients of a server. */
export function serviceEnv(
  { issuer, api }: Server,
  { url, key }: Readonly<{ url: string; key: string }>,
): Record<string, string> {
  return {
    APP_URL: url,
    SESSION_SECRET: 'of no use to a command and long enough',
    OIDC_ISSUER: issuer,
    OIDC_CLIENT_ID: 'foyer',
    OIDC_CLIENT_SECRET: 'of no use to a command either',
    API_URL: api,
    SERVICE_CLIENT_ID: 'foyer-service',
    SERVICE_CLIENT_KEYS: key,
  }
}

/** A command as its process, with this configuration and no other. */
export function command(script: string, env: Record<string, string>) {
  const parts = ['--conditions=react-server', '--', script]
  const names = variableNames.flatMap((name) => [name, `${name}_FILE`])
  const clean = Object.fromEntries(names.map((name) => [name, '']))
  const environment = { ...process.env, ...clean, ...env }

  return {
    run: (...args: string[]): Promise<Run> =>
      new Promise((resolve) => {
        const options = { env: environment }
        execFile(process.execPath, [...parts, ...args], options, (error, stdout, stderr) => {
          const exitCode = typeof error?.code === 'number' ? error.code : error ? -1 : 0
          resolve({ exitCode, stdout, stderr })
        })
      }),
    start: (...args: string[]) =>
      spawn(process.execPath, [...parts, ...args], { env: environment, stdio: 'ignore' }),
  }
}

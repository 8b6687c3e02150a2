import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { selfSignedCertificate } from '../scripts/deploy/certificate.ts'
import { installedProgram } from '../scripts/installed-program.ts'
import { isListening } from '../scripts/port.ts'
import { projectFolder } from '../scripts/project-folder.ts'
import { temporaryFolder } from './harness.ts'

/** What stands in front of the instances: TLS on `port`, and each request to one or the other. */
type Place = Readonly<{ port: number; instances: readonly number[]; tlsFolder: string }>
export type Front = Readonly<{ stop: () => Promise<unknown> }>

/** A folder with a certificate for localhost, and its key, as compose.yaml hands them over. */
export function tlsFolder(): string {
  const folder = temporaryFolder('tls')
  const { certificate, key } = selfSignedCertificate()
  writeFileSync(join(folder, 'tls-certificate'), certificate)
  writeFileSync(join(folder, 'tls-key'), key)
  return folder
}

/** Caddy with the file of compose.yaml, where this machine has it; else the same in a few lines. */
export async function startFront(place: Place): Promise<Front> {
  const caddy = installedProgram('caddy')
  return caddy ? startCaddy(caddy, place) : startPlainProxy(place)
}

async function startCaddy(program: string, { port, instances, tlsFolder }: Place): Promise<Front> {
  const file = join(projectFolder, 'scripts/deploy/Caddyfile')
  const home = temporaryFolder('caddy')
  const child = spawn(program, ['run', '--config', file, '--adapter', 'caddyfile'], {
    env: {
      ...process.env,
      HTTPS_PORT: String(port),
      TLS_FOLDER: tlsFolder,
      INSTANCES: instances.map((it) => `127.0.0.1:${it}`).join(' '),
      SANDBOX_DOOR: '0',
      HOME: home,
      XDG_DATA_HOME: home,
      XDG_CONFIG_HOME: home,
    },
    stdio: 'ignore',
  })
  const ended = once(child, 'exit')
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  while (!(await isListening(port))) {
    if (child.exitCode !== null) throw new Error('Caddy does not start')
    await wait(50)
  }
  return {
    async stop() {
      process.off('exit', kill)
      kill()
      await ended
    },
  }
}

async function startPlainProxy({ port, instances, tlsFolder }: Place): Promise<Front> {
  let turn = 0
  const cert = readFileSync(join(tlsFolder, 'tls-certificate'))
  const key = readFileSync(join(tlsFolder, 'tls-key'))
  const server = createServer({ cert, key }, (from, to) => pass(from, to))

  function pass(from: IncomingMessage, to: ServerResponse, first = turn++, tries = 1): void {
    const headers = { ...from.headers, 'x-forwarded-for': from.socket.remoteAddress }
    const at = instances[(first + tries) % instances.length]
    const { method, url: path } = from
    const asked = httpRequest({ port: at, method, path, headers, agent: false }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.rawHeaders)
      answer.pipe(to)
    })
    asked.on('error', () => {
      if (method !== 'GET' || tries === instances.length) to.writeHead(502).end()
      else pass(from, to, first, tries + 1)
    })
    if (method === 'GET') asked.end()
    else from.pipe(asked)
  }

  await once(server.listen(port, '127.0.0.1'), 'listening')
  return {
    async stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { freePort } from './port.ts'

const programs = ['redis-server', 'valkey-server']
const startsWithinMs = 10_000

// Tests withhold the variable from the app: read before they do.
const given = process.env.REDIS_URL || null

export const whyNoRedis =
  'There is no Redis here: install redis-server or valkey-server, or set REDIS_URL.'

export type RedisServer = Readonly<{ url: string; stop: () => Promise<void> }>

/**
 * A Redis or Valkey for tests: the one at REDIS_URL, else a new one that keeps nothing, started with a
 * program of this machine.
 *
 * @returns null where there is neither: what needs it is skipped. In CI that is an error.
 */
export async function redisForTests(): Promise<RedisServer | null> {
  if (given) return { url: given, stop: async () => {} }
  const program = installedProgram()
  if (program) return startRedis(program)
  if (process.env.CI) throw new Error(whyNoRedis)
  return null
}

function installedProgram(): string | undefined {
  return programs
    .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((it) => join(it, name)))
    .find((path) => existsSync(path))
}

async function startRedis(program: string): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(join(tmpdir(), 'foyer-redis-'))
  const where = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder]
  const child = spawn(program, [...where, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' })
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()))
  await untilItListens(port, child)

  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', kill)
      kill()
      await ended
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function untilItListens(port: number, child: ChildProcess): Promise<void> {
  const until = Date.now() + startsWithinMs
  while (!(await listens(port))) {
    if (Date.now() > until || child.exitCode !== null) throw new Error('Redis does not start')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
  }).finally(() => socket.destroy()) as Promise<boolean>
}

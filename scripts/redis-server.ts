import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { installedProgram } from './installed-program.ts'
import { freePort, isListening } from './port.ts'

const startsWithinMs = 10_000

// Tests withhold the variable from the app: read before they do.
const given = process.env.REDIS_URL || null

/** Why what needs a Redis is skipped. */
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
  const program = installedProgram('redis-server', 'valkey-server')
  if (program) return startRedis(program)
  if (process.env.CI) throw new Error(whyNoRedis)
  return null
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
  while (!(await isListening(port))) {
    if (Date.now() > until || child.exitCode !== null) throw new Error('Redis does not start')
    // Not of node:timers/promises, of which tests have one of their own.
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

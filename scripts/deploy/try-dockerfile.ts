import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, lstatSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fail } from '../fail.ts'
import { freePort, freePorts } from '../port.ts'
import { projectFolder } from '../project-folder.ts'
import { type Built, buildStages } from './build-stages.ts'

// `npm run image:try`: makes what `docker build .` would make, without an engine, and
// tries it. It takes minutes, so it is no part of `npm test`.

/** What gcr.io/distroless/cc-debian12 has itself, unpacked; rounded up. */
const baseMegabytes = 30
const mostMegabytes = 200
const startsWithinMs = 20_000
/** Over TLS, in two instances on Redis; and what is loaded only where it is asked for. */
const journeys = ['deploy', 'telemetry', 'session.spec']

/** Enough for a start. Nothing of it is there to be reached. */
const configuration = {
  APP_URL: 'https://foyer.example.test',
  SESSION_SECRET: 'x'.repeat(32),
  REDIS_URL: 'redis://127.0.0.1:1',
  OIDC_ISSUER: 'http://127.0.0.1:1',
  OIDC_CLIENT_ID: 'foyer',
  OIDC_CLIENT_SECRET: 'secret',
  API_URL: 'http://127.0.0.1:1',
  LOG_LEVEL: 'error',
}

const place = mkdtempSync(join(tmpdir(), 'foyer-image-'))
process.on('exit', () => rmSync(place, { recursive: true, force: true }))
chmodSync(place, 0o755)

const image = buildStages(projectFolder, place)
const files = filesBelow(image.root)
const megabytes = Math.ceil(files.reduce((sum, it) => sum + it.size, 0) / 1e6) + baseMegabytes
console.log(`\n── ${files.length} files, about ${megabytes} MB with what it stands on`)
if (megabytes >= mostMegabytes) fail(`That is not under ${mostMegabytes} MB.`)

await runAsContainer(image)
console.log('── Runs as its user, who may write nothing there; is healthy; ends when told to\n')

// A team that removed the sandbox removed the journeys with it.
if (!existsSync(join(projectFolder, 'sandbox'))) process.exit(0)
await trySandbox(buildStages(projectFolder, join(place, 'sandbox'), 'sandbox/Dockerfile'))
process.exit(runJourneys(join(image.folder, String(image.command[1]))))

async function runAsContainer({ root, folder, env, user, command, healthCheck }: Built) {
  const [uid = 0, gid = 0] = user.split(':').map(Number)
  if (!uid) fail('The image runs as root.')
  // Who is not root here cannot be another user: then the files are locked.
  const isRoot = process.getuid?.() === 0
  if (!isRoot) for (const { path } of files) chmodSync(path, 0o555)

  const options: SpawnOptions = {
    cwd: folder,
    env: { ...env, ...configuration, PORT: String(await freePort()) } as never,
    stdio: 'inherit',
    ...(isRoot && { uid, gid }),
  }
  const start = ([program = '', ...args]: readonly string[]) =>
    startChild(join(root, program), args, options)
  const isHealthy = async () => (await once(start(healthCheck), 'exit'))[0] === 0

  const app = start(command)
  const ended = once(app, 'exit')
  const until = Date.now() + startsWithinMs
  while (!(await isHealthy())) {
    if (app.exitCode !== null || Date.now() > until) fail('It does not become healthy.')
    await wait(200)
  }
  app.kill('SIGTERM')
  const [exitCode] = await ended
  if (exitCode !== 0) fail(`Told to stop, it ended with ${exitCode}.`)
  if (await isHealthy()) fail('The health check finds an app where there is none.')
}

async function trySandbox({ root, folder, env, command }: Built): Promise<void> {
  const [node = '', ...args] = command
  const [port, ...bankPorts] = await freePorts(3)
  const ports = { SANDBOX_PORT: String(port), SANDBOX_BANK_PORTS: bankPorts.join(',') }
  const sandbox = startChild(join(root, 'usr/local/bin', node), args, {
    cwd: folder,
    env: { ...env, ...ports, SANDBOX_DATA: join(place, 'sandbox-data') } as never,
    stdio: 'inherit',
  })
  const ended = once(sandbox, 'exit')
  const until = Date.now() + startsWithinMs
  while (!(await fetch(`http://127.0.0.1:${port}/people`).catch(() => null))?.ok) {
    if (sandbox.exitCode !== null || Date.now() > until) fail('The sandbox does not start.')
    await wait(200)
  }
  sandbox.kill('SIGTERM')
  await ended
}

/** It does not outlive this process. */
function startChild(program: string, args: string[], options: SpawnOptions): ChildProcess {
  const child = spawn(program, args, options)
  const kill = () => void child.kill('SIGKILL')
  process.once('exit', kill)
  child.once('exit', () => process.off('exit', kill))
  return child
}

function runJourneys(server: string): number {
  const args = ['scripts/journeys.ts', ...journeys, '--project=journeys', '--workers=1']
  const { status } = spawnSync(process.execPath, args, {
    cwd: projectFolder,
    env: { ...process.env, JOURNEYS_SERVER: server },
    stdio: 'inherit',
  })
  return status ?? 1
}

function filesBelow(folder: string): { path: string; size: number }[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path).isFile())
    .map((path) => ({ path, size: lstatSync(path).size }))
}

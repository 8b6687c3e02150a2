import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { variableNames } from '#lib/env.ts'
import { startChild, untilItAnswers, type Variables } from '../scripts/child.ts'
import { freePort, freePorts } from '../scripts/port.ts'

/** The sandbox as a process, on a port of its own and with keys of its own. */
export async function startSandbox({
  port,
  appUrl,
  env = {},
}: {
  port: number
  appUrl: string
  env?: Variables
}) {
  const url = `http://127.0.0.1:${port}`
  const bankPorts = await freePorts(2)
  const { child, output } = startScript(['sandbox/server.ts'], {
    SANDBOX_PORT: String(port),
    SANDBOX_BANK_PORTS: bankPorts.join(','),
    SANDBOX_DATA: temporaryFolder('sandbox'),
    APP_URL: appUrl,
    ...env,
  })
  await answers(`${url}/people`, child, output)

  return {
    url,
    /** Where the consumer banks are: Marram Savings Bank and Quince Street Bank. */
    bankUrls: bankPorts.map((bankPort) => `http://127.0.0.1:${bankPort}`),
    stop: child.stop,
    /** How often each kind of request came in, by the sandbox's own names. */
    async counts(at = url): Promise<Record<string, number>> {
      return (await (await fetch(`${at}/requests`)).json()).counts
    },
    /** The last requests, with the person, client and institution of the token each came with. */
    async requests(at = url): Promise<LoggedRequest[]> {
      return (await (await fetch(`${at}/requests`)).json()).requests
    },
    /** How it behaves from now on; `{ reset: true }` is as at the start. For the banks see `bankUrls`. */
    async order(orders: Record<string, unknown>, at = url): Promise<void> {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify(orders)
      const answer = await fetch(`${at}/control`, { method: 'POST', headers, body })
      if (!answer.ok) throw new Error(`The sandbox refused the order: ${await answer.text()}`)
    },
  }
}

export type LoggedRequest = Readonly<{
  kind: string
  path: string
  status: number
  sub: string | null
  clientId: string | null
  institutionId: string | null
}>

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>

type Command = Parameters<typeof startChild>[0]
type AppOptions = { env?: Variables; command?: Command }

/** Another place than the build of this folder: the files of an image. */
const server = process.env.JOURNEYS_SERVER ?? 'scripts/serve.ts'

/** The production build as a process: a free port, a session file of its own, and `env` over that. */
export async function startApp({ env = {}, command = [server] }: AppOptions = {}) {
  const port = env.PORT ?? String(await freePort())
  const listensAt = `http://localhost:${port}`
  const appUrl = env.APP_URL ?? listensAt
  const { child, output } = startScript(command, {
    PORT: port,
    APP_URL: appUrl,
    SESSION_FILE: env.SESSION_FILE ?? join(temporaryFolder('app'), 'sessions.db'),
    ...(env.SESSION_SECRET_FILE ? {} : { SESSION_SECRET: randomBytes(32).toString('base64url') }),
    ...env,
  })
  await answers(`${listensAt}/health/live`, child, output)

  return {
    /** Where browsers find it. */
    url: appUrl,
    listensAt,
    stop: child.stop,
    async kill(): Promise<void> {
      child.process.kill('SIGKILL')
      await child.ended
    },
    /** Everything it wrote so far, to both streams. */
    logs: output,
  }
}

export type App = Awaited<ReturnType<typeof startApp>>

/** A folder that nobody else uses, gone with this process. */
export function temporaryFolder(purpose: string): string {
  const folder = mkdtempSync(join(tmpdir(), `foyer-${purpose}-`))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A script of the project as a process, with what it wrote so far to both streams. */
export function startScript(command: Command, env: Variables, folder?: string) {
  const parts: string[] = []
  const child = startChild(command, { ...withoutConfiguration(), ...env }, 'pipe', folder)
  for (const stream of [child.process.stdout, child.process.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => parts.push(part))
  }
  return { child, output: () => parts.join('') }
}

async function answers(url: string, child: ReturnType<typeof startChild>, output: () => string) {
  try {
    await untilItAnswers(url, child)
  } catch (error) {
    await child.stop()
    throw new Error(`${error instanceof Error ? error.message : ''}\n${output()}`)
  }
}

/** What a developer's shell says about the app is not for tests. */
function withoutConfiguration(): Variables {
  const names = new Set<string>(variableNames.flatMap((name) => [name, `${name}_FILE`]))
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.has(name)))
}

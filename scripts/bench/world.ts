import { randomBytes } from 'node:crypto'
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { exportJWK, generateKeyPair } from 'jose'
import { type Child, startChild, untilItAnswers, type Variables } from '../child.ts'
import { freePort, freePorts } from '../port.ts'
import { redisForTests } from '../redis-server.ts'
import type { Builds } from './builds.ts'
import type { Reading } from './probe.ts'

export type Store = 'embedded' | 'redis'

/** The app under test: one name, one store, some instances. */
export type App = Readonly<{
  appUrl: string
  listensAt: readonly string[]
  instances: readonly Instance[]
  sessionFile: string
  /** What its instances wrote so far, ended ones included. */
  log: () => string
  /** Ends one instance as a roll-out does, and starts it again. */
  restart: (which: number) => Promise<void>
  stop: () => Promise<void>
}>

/** A process of the app that tells what it costs. */
export type Instance = Readonly<{
  url: string
  child: Child
  read: (what?: 'collected') => Promise<Reading>
  /** What it wrote so far. */
  log: () => string
}>

type Counts = Readonly<{
  tokenRequests: number
  refreshes: number
  reused: number
  asked: Readonly<Record<string, { count: number; ms: number }>>
}>

/** What a shell says about an app of its own is not for the bench. */
export function baseEnv(): Variables {
  const { PATH, HOME, TMPDIR, TEMP, TMP } = process.env
  return { PATH, HOME, TMPDIR, TEMP, TMP }
}

/** The scripted server, and apps beside it. All ends with `stop`. */
export async function startWorld(builds: Builds) {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-bench-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  const children: Child[] = []
  const key = await generateKeyPair('ES256', { extractable: true })
  const clientKeys = JSON.stringify({ ...(await exportJWK(key.privateKey)), alg: 'ES256' })
  const sessionSecret = randomBytes(32).toString('base64url')

  const serverPort = await freePort()
  const serverUrl = `http://127.0.0.1:${serverPort}`
  const server = start([join(builds.ours, 'scripts/bench/server.ts'), String(serverPort)], {}).child
  await untilItAnswers(`${serverUrl}/jwks`, server)
  const redis = await redisForTests()
  const redisUrl = redis?.url ?? null

  function start(script: [string, ...string[]], env: Variables, cwd = builds.ours) {
    const logFile = join(folder, `${children.length}.log`)
    const log = openSync(logFile, 'w')
    const child = startChild(script, { ...baseEnv(), ...env }, ['ignore', log, log, 'ipc'], cwd)
    children.push(child)
    return { child, log: () => readFileSync(logFile, 'utf8') }
  }

  async function startInstance(
    build: string,
    script: readonly string[],
    env: Variables,
  ): Promise<Instance> {
    const probe = pathToFileURL(join(builds.ours, 'scripts/bench/probe.ts')).href
    const url = `http://localhost:${env.PORT}`
    const command: [string, ...string[]] = ['--expose-gc', '--import', probe, ...script]
    const { child, log } = start(command, env, build)
    await untilItAnswers(`${url}/health/live`, child).catch((error) => {
      throw new Error(`${error.message}\n${log()}`)
    })
    return {
      url,
      child,
      log,
      read: (what) =>
        new Promise((resolve) => {
          child.process.once('message', (reading) => resolve(reading as Reading))
          child.process.send(what ?? 'as it is')
        }),
    }
  }

  function configuration(): Variables {
    return {
      SESSION_SECRET: sessionSecret,
      OIDC_ISSUER: serverUrl,
      OIDC_CLIENT_ID: 'foyer',
      OIDC_CLIENT_KEYS: clientKeys,
      API_URL: `${serverUrl}/api`,
      TRUSTED_PROXIES: '1',
    }
  }

  return {
    /** Null where there is neither a Redis nor one to start. */
    redisUrl,

    async startApp({
      store = 'embedded' as Store,
      instances = 1,
      env = {} as Variables,
    } = {}): Promise<App> {
      const ports = await freePorts(instances)
      const appUrl = `http://localhost:${ports[0]}`
      const sessionFile = env.SESSION_FILE ?? join(folder, `sessions-${ports[0]}.db`)
      return toApp(appUrl, sessionFile, ports, (port) =>
        startInstance(builds.ours, ['scripts/serve.ts'], {
          ...configuration(),
          PORT: String(port),
          APP_URL: appUrl,
          SESSION_FILE: sessionFile,
          ...(store === 'redis' && { REDIS_URL: redisUrl ?? '' }),
          ...env,
        }),
      )
    },

    async startBare(): Promise<App> {
      const port = await freePort()
      const appUrl = `http://localhost:${port}`
      const next = join(builds.bare, 'node_modules/next/dist/bin/next')
      return toApp(appUrl, '', [port], () =>
        startInstance(builds.bare, [next, 'start', '-p', String(port)], {
          ...configuration(),
          NODE_ENV: 'production',
          APP_URL: appUrl,
          PORT: String(port),
        }),
      )
    },

    /** Changes how the server behaves, and answers what it was asked since the last time. */
    async server(orders: Readonly<Record<string, unknown>> = {}): Promise<Counts> {
      const answer = await fetch(`${serverUrl}/bench`, {
        method: 'POST',
        body: JSON.stringify(orders),
      })
      return (await answer.json()) as Counts
    },

    /** Copies a session of the file so many times; answers cookies for some of the copies. */
    async fill(file: string, cookie: string, count: number, cookies: number): Promise<string[]> {
      const script = join(builds.ours, 'scripts/bench/fill.ts')
      const { child, log } = start(
        [
          '--conditions=react-server',
          script,
          file,
          sessionSecret,
          cookie,
          `${count}`,
          `${cookies}`,
        ],
        {},
      )
      if ((await child.ended) !== 0) throw new Error(log())
      return JSON.parse(log().trim().split('\n').at(-1) ?? '[]')
    },

    async stop(): Promise<void> {
      await Promise.all(children.map((child) => child.stop()))
      await redis?.stop()
    },
  }
}

export type World = Awaited<ReturnType<typeof startWorld>>

async function toApp(
  appUrl: string,
  sessionFile: string,
  ports: readonly number[],
  start: (port: number) => Promise<Instance>,
): Promise<App> {
  const instances = await Promise.all(ports.map(start))
  const all = [...instances]
  return {
    appUrl,
    sessionFile,
    instances,
    listensAt: instances.map(({ url }) => url),
    log: () => all.map(({ log }) => log()).join('\n'),
    async restart(which) {
      await instances[which]?.child.stop()
      const again = await start(ports[which] ?? 0)
      instances[which] = again
      all.push(again)
    },
    async stop() {
      await Promise.all(instances.map(({ child }) => child.stop()))
    },
  }
}

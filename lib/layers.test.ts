import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { expect, test } from 'vitest'

const project = join(import.meta.dirname, '..')

/** Who may import whom. What is not named on the right is out of reach; a name stands for all below it. */
const layers: Record<string, string[]> = {
  'lib/oauth': [
    ...[
      'lib/oauth',
      'lib/client-key',
      'lib/errors',
      'lib/bounded-fetch',
      'lib/process-state',
      'lib/url',
    ],
    ...['lib/retry', 'lib/telemetry', 'lib/witness', 'oauth4webapi', 'jose', 'node:crypto'],
  ],
  'lib/session': [
    ...['lib/session', 'lib/oauth', 'lib/env', 'lib/errors', 'lib/events', 'lib/report'],
    ...['lib/device', 'lib/in-time', 'lib/keep-last', 'lib/process-state', 'lib/witness'],
    ...['@redis/client', 'iron-session', 'next/headers', 'server-only', 'zod', 'node:'],
  ],
  'lib/institutions': [
    ...['lib/institutions', 'lib/oauth', 'lib/env', 'lib/errors', 'lib/events', 'lib/path-segment'],
    ...['lib/client-key', 'lib/process-state', 'server-only', 'zod', 'node:fs'],
  ],
  'lib/inspector': [
    ...['lib/inspector', 'lib/witness', 'lib/env', 'lib/errors', 'lib/process-state'],
    ...['lib/redaction', 'lib/shutdown', 'jose', 'node:'],
  ],
  'lib/data': [
    ...['lib', 'next/navigation', 'react', 'server-only', 'zod', 'node:timers', 'node:util'],
    // Nothing else of Next.js: what a page may see is decided without its help.
  ],
  'app/_ui': ['app/_ui', 'lib/data', 'lib/errors', 'react', 'next/link', 'node:timers'],
  sandbox: ['sandbox', 'oidc-provider', 'jose', 'node:'],
}

/** What a page and its parts may call: the data layer, and nothing behind it. */
const pages = [
  ...['app', 'lib/data', 'lib/errors', 'react', 'next', 'node:timers'],
  ...['d3-scale', 'd3-shape'],
]

test.each(Object.entries(layers))('%s reaches only what it may', (layer, allowed) => {
  expect(sources(layer).flatMap((file) => strays(file, allowed))).toEqual([])
})

test('pages reach the data layer, and nothing behind it; their own handlers answer as all do', () => {
  const reach = (file: string) => [
    ...pages,
    ...(/\/(?:route|presenter-act)\.ts$/.test(file) ? ['lib/http/respond', 'lib/http/form'] : []),
    ...(file.startsWith('app/inspector/') ? ['lib/inspector'] : []),
  ]

  expect(pageFiles().flatMap((file) => strays(file, reach(file)))).toEqual([])
})

test('pages do not reach into the steps of the flow', () => {
  const steps = pageFiles().flatMap((file) =>
    importsOf(file)
      .filter((path) => path.startsWith('app/auth'))
      .map((path) => `${file} imports ${path}`),
  )

  expect(steps).toEqual([])
})

test('nothing of lib knows a page or a step', () => {
  const app = sources('lib').flatMap((file) =>
    importsOf(file)
      .filter((path) => path.startsWith('app/'))
      .map((path) => `${file} imports ${path}`),
  )

  expect(app).toEqual([])
})

test('what is recorded is the business of the inspector’s pages, and of nobody else', () => {
  const others = [...sources('app'), ...sources('lib'), 'proxy.ts', 'front-door.ts'].filter(
    (file) => !/^(app|lib)\/inspector\//.test(file),
  )
  const readers = others.filter((file) =>
    importsOf(file).some((path) => path.startsWith('lib/inspector/')),
  )

  expect(readers).toEqual([])
})

test('no page touches an access token: only the data layer authorizes a call', () => {
  expect(pageFiles().filter((file) => /\.authorization\b/.test(read(file)))).toEqual([])
})

test('client components bring nothing of lib but the names of errors to the browser', () => {
  const clients = sources('app').filter((file) => /^'use client'/.test(read(file)))

  expect(clients.length).toBeGreaterThan(0)
  expect(clients.flatMap((file) => strays(file, ['app', 'lib/errors', 'react', 'next']))).toEqual(
    [],
  )
})

test('what can read a cookie, a token or the store never gets into a bundle for the browser', () => {
  const reachesSecrets = (path: string) =>
    ['iron-session', 'next/headers', 'node:sqlite', 'lib/env', 'lib/session/session'].includes(path)
  const bare = ['lib/session', 'lib/institutions', 'lib/data']
    .flatMap(sources)
    .filter((file) => importsOf(file).some(reachesSecrets))
    .filter((file) => !read(file).startsWith("import 'server-only'\n"))

  expect(bare).toEqual([])
})

test("no module is 'use server': its exports would be public endpoints", () => {
  expect(
    [...sources('app'), ...sources('lib')].filter((it) => /^\s*'use server'/m.test(read(it))),
  ).toEqual([])
})

test('nothing of the app knows the sandbox', () => {
  const mentions = [...sources('app'), ...sources('lib'), 'proxy.ts', 'instrumentation.ts'].filter(
    (file) => /['"`./]sandbox\b/.test(read(file)),
  )

  expect(mentions).toEqual([])
})

test('the sandbox is reached as a process, by URL: nobody imports it', () => {
  const imports = ['app', 'lib', 'scripts', 'e2e'].flatMap(allSources).flatMap((file) =>
    importsOf(file)
      .filter((path) => path.startsWith('sandbox/'))
      .map((path) => `${file} imports ${path}`),
  )

  expect(imports).toEqual([])
})

test('the core can be read in an hour: 2,700 lines of code, without comments and blank lines', () => {
  const core = ['app/auth', 'lib/oauth', 'lib/institutions', 'lib/session', 'lib/data']
  // What is done with accounts once one may is an example of each kind: a team puts its product there, or
  // takes it away, as it may the service client. And what a store does, its interface says.
  const isBeside =
    /^lib\/(data\/(consumer|enterprise|service)\/|oauth\/client-credentials|session\/stores\/)/
  const isCore = (file: string) => !isBeside.test(file)
  const lines = core
    .flatMap(sources)
    .filter(isCore)
    .flatMap((file) => read(file).split('\n'))
  const code = lines.filter((line) => !/^\s*(\/\/.*|\/?\*.*)?$/.test(line))

  expect(code.length).toBeLessThan(2700)
})

/** Files of the app below a folder, without tests and what only tests use. */
function sources(folder: string): string[] {
  return allSources(folder).filter((file) => !/\.(test|contract)\.tsx?$|\/testing\//.test(file))
}

function allSources(folder: string): string[] {
  // A team that removed the sandbox has nothing to check there.
  if (!existsSync(join(project, folder))) return []
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => posix.join(folder, name.replaceAll('\\', '/')))
    .sort()
}

function pageFiles(): string[] {
  const forMachines = /^app\/(auth|health|\.well-known)\//
  return sources('app').filter((file) => !forMachines.test(file))
}

const importPattern =
  /(?:^import\s+(?:[^'\n]*\sfrom\s+)?|^(?:export\s[^'\n]*|\})\s+from\s+|\bimport\()'([^']+)'/gm

/** What a file imports: a module's path from the project folder without extension, or a package. */
function importsOf(file: string): string[] {
  return [...read(file).matchAll(importPattern)].map(([, specifier = '']) => {
    const path = specifier.startsWith('.')
      ? posix.join(posix.dirname(file), specifier)
      : specifier.replace(/^#/, '')
    return path.replace(/\.tsx?$/, '')
  })
}

function strays(file: string, allowed: string[]): string[] {
  return importsOf(file)
    .filter((path) => !allowed.some((good) => path === good || path.startsWith(below(good))))
    .map((path) => `${file} imports ${path}`)
}

function below(name: string): string {
  return name.endsWith(':') ? name : `${name}/`
}

function read(file: string): string {
  return readFileSync(join(project, file), 'utf8')
}

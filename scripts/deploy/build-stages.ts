import { execFileSync } from 'node:child_process'
import { copyFileSync, cpSync, existsSync, mkdirSync, statSync } from 'node:fs'
import { basename, delimiter, dirname, isAbsolute, join } from 'node:path'
import {
  contextRule,
  readCommand,
  readCopy,
  readDockerfile,
  readVariables,
  type Stage,
} from './dockerfile.ts'

/** What a stage has become: its files below `root`, and how it is run. */
export type Built = Readonly<{
  root: string
  folder: string
  env: Readonly<Record<string, string>>
  user: string
  command: readonly string[]
  healthCheck: readonly string[]
}>

/** What of a machine gets into a build that downloads something. */
const forDownloads = /^(HOME|npm_config_\w+|(https?|no)_proxy|NODE_EXTRA_CA_CERTS)$/i

/**
 * Does what a Dockerfile says, step by step, on this machine: each stage is a folder, and what it runs, runs
 * there with the programs of this machine. So it must not name paths from the root in `RUN`.
 *
 * @param project where the Dockerfile stands, with its .dockerignore
 * @returns its last stage
 */
export function buildStages(project: string, place: string, dockerfile = 'Dockerfile'): Built {
  const file = join(project, dockerfile)
  const context = join(place, 'context')
  const ownRules = `${file}.dockerignore`
  copyContext(project, context, existsSync(ownRules) ? ownRules : join(project, '.dockerignore'))

  const built = new Map<string, Built>()
  for (const stage of readDockerfile(file)) {
    console.log(`\n── ${dockerfile} · ${stage.name}`)
    built.set(stage.name, build(stage, built, join(place, basename(stage.name)), context))
  }
  const last = [...built.values()].at(-1)
  if (!last) throw new Error(`${dockerfile} has no stage`)
  return last
}

function copyContext(project: string, context: string, dockerignore: string): void {
  const isIn = contextRule(dockerignore)
  const fromTop = (path: string) => path.slice(project.length + 1).replaceAll('\\', '/')
  const filter = (path: string) => path === project || isIn(fromTop(path))
  cpSync(project, context, { recursive: true, filter })
}

function build(stage: Stage, built: Map<string, Built>, root: string, context: string): Built {
  let it = begin(stage.base, built.get(stage.base), root)
  const at = (path: string) => (isAbsolute(path) ? join(root, path) : join(it.folder, path))

  for (const { instruction, words } of stage.steps) {
    if (instruction !== 'HEALTHCHECK') console.log(`${instruction} ${words}`)
    if (instruction === 'WORKDIR') {
      it = { ...it, folder: join(root, words) }
      mkdirSync(it.folder, { recursive: true })
    } else if (instruction === 'ENV') it = { ...it, env: { ...it.env, ...readVariables(words) } }
    else if (instruction === 'USER') it = { ...it, user: words }
    else if (instruction === 'CMD') it = { ...it, command: readCommand(words) }
    else if (instruction === 'HEALTHCHECK') it = { ...it, healthCheck: readCommand(words) }
    else if (instruction === 'RUN') run(words, it)
    else if (instruction === 'COPY') {
      const { from, sources, to } = readCopy(words)
      const origin = from ? (built.get(from)?.root ?? '') : context
      for (const source of sources) copy(join(origin, source), at(to), to.endsWith('/'))
    } else if (instruction !== 'EXPOSE') throw new Error(`${instruction} is not understood here`)
  }
  return it
}

/** On another stage, or on an image: of those we have nothing but Node.js, and only the version we run on. */
function begin(base: string, under: Built | undefined, root: string): Built {
  if (under) {
    // Links in place of a gigabyte; what is changed in a later stage is written anew.
    execFileSync('cp', ['-al', under.root, root])
    return { ...under, root, folder: join(root, under.folder.slice(under.root.length)) }
  }
  const node = join(root, 'usr/local/bin/node')
  mkdirSync(dirname(node), { recursive: true })
  if (/^node:/.test(base)) {
    if (!base.startsWith(`node:${process.versions.node}-`)) {
      throw new Error(`${base} is not the Node.js of package.json, ${process.versions.node}`)
    }
    copyFileSync(process.execPath, node)
  }
  return { root, folder: root, env: {}, user: 'root', command: [], healthCheck: [] }
}

function run(command: string, { folder, env }: Built): void {
  const given = Object.entries(process.env).filter(([name]) => forDownloads.test(name))
  const PATH = [dirname(process.execPath), process.env.PATH].join(delimiter)
  execFileSync('sh', ['-c', command], {
    cwd: folder,
    env: { ...Object.fromEntries(given), PATH, ...env } as unknown as NodeJS.ProcessEnv,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
}

/** Of a folder its content is copied, as `COPY` does. */
function copy(from: string, to: string, intoFolder: boolean): void {
  const isFile = statSync(from).isFile()
  const target = isFile && intoFolder ? join(to, basename(from)) : to
  cpSync(from, target, { recursive: true, verbatimSymlinks: true })
}

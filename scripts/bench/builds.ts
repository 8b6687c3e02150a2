import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { startChild } from '../child.ts'
import { copyProject } from '../project-copy.ts'
import { baseEnv } from './world.ts'

/** Folders with a production build each, gone with this process. */
export type Builds = Readonly<{ ours: string; bare: string }>

/**
 * Builds the app twice, in copies of its own: as it is, and with nothing of ours around a page and a
 * handler: no proxy, no start-up, no headers, no session.
 */
export async function makeBuilds(): Promise<Builds> {
  const ours = copyProject()
  await build(ours)

  const bare = copyProject()
  for (const name of ['proxy.ts', 'instrumentation.ts', 'next.config.js']) {
    rmSync(join(bare, name), { force: true })
  }
  // Types were checked with the first build.
  const config = { poweredByHeader: false, typescript: { ignoreBuildErrors: true } }
  writeFileSync(join(bare, 'next.config.js'), `export default ${JSON.stringify(config)}\n`)
  const from = join(bare, 'scripts/bench/bare')
  for (const [name, place] of [
    ['page.tsx', 'app/bare/accounts'],
    ['route.ts', 'app/bare/session'],
  ] as const) {
    mkdirSync(join(bare, place), { recursive: true })
    cpSync(join(from, name), join(bare, place, name))
  }
  await build(bare)
  return { ours, bare }
}

async function build(folder: string): Promise<void> {
  const child = startChild(['scripts/build.ts'], baseEnv(), 'pipe', folder)
  const output: string[] = []
  for (const stream of [child.process.stdout, child.process.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => output.push(part))
  }
  if ((await child.ended) !== 0) throw new Error(`The build failed:\n${output.join('')}`)
}

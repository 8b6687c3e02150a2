import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Child, startChild } from './child.ts'
import { projectFolder } from './project-folder.ts'
import { whenToldToStop } from './told-to-stop.ts'

// What a team does on its first day with a real environment: the sandbox goes, with the journeys
// that need it. The app must build and pass its own tests all the same.
const goes = ['sandbox', 'e2e']
const isLeftOut = (name: string) =>
  [...goes, 'node_modules', '.git', '.next', '.data', 'test-results'].includes(name) ||
  (name.startsWith('.env') && name !== '.env.example')

const copy = mkdtempSync(join(tmpdir(), 'foyer-without-sandbox-'))
let current: Child | null = null
process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
whenToldToStop(async () => {
  await current?.stop()
  process.exit(1)
})

for (const name of readdirSync(projectFolder)) {
  if (!isLeftOut(name)) {
    cpSync(join(projectFolder, name), join(copy, name), { recursive: true })
  }
}
linkFolder(join(projectFolder, 'node_modules'), join(copy, 'node_modules'))

await run('node_modules/next/dist/bin/next', 'build')
await run('node_modules/vitest/vitest.mjs', 'run', '--project', 'unit')

async function run(script: string, ...args: string[]): Promise<void> {
  current = startChild([script, ...args], process.env, 'inherit', copy)
  const exitCode = await current.ended
  if (exitCode !== 0) process.exit(1)
}

/** The builder refuses a link that leads out of its folder, so each file is linked by itself. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkFolder(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkFile(source, target)
  }
}

function linkFile(from: string, to: string): void {
  try {
    linkSync(from, to)
  } catch {
    copyFileSync(from, to) // another file system
  }
}

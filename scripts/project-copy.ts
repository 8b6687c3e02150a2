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
import { projectFolder } from './project-folder.ts'

const made = ['node_modules', '.git', '.next', '.data', 'test-results']

/**
 * The project as it would be after `git clone` and `npm ci`, in a folder of its own that is gone with
 * this process.
 */
export function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), 'foyer-copy-'))
  process.on('exit', () => rmSync(copy, { recursive: true, force: true }))

  for (const name of readdirSync(projectFolder)) {
    const isLocal = name.startsWith('.env') && name !== '.env.example'
    if (isLocal || made.includes(name)) continue
    cpSync(join(projectFolder, name), join(copy, name), { recursive: true })
  }
  linkFolder(join(projectFolder, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

/** The builder refuses a link that leads out of its folder, so each file is linked by itself. */
function linkFolder(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    // npm writes into this one, and does without it.
    if (entry.name === '.package-lock.json') continue
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

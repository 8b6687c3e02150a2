import { spawn } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { type Env, readEnv } from '#lib/env.ts'
import type { Variables } from '../scripts/child.ts'
import { projectFolder } from '../scripts/project-folder.ts'
import { withoutRealEnvironment } from '../scripts/sandbox-environment.ts'
import { temporaryFolder } from './harness.ts'

export type Run = Readonly<{ exitCode: number | null; stdout: string; stderr: string }>

const clones = temporaryFolder('setup')

/** A clone as far as `npm run setup` needs one, with nothing set up. */
export function newClone() {
  const folder = mkdtempSync(join(clones, 'clone-'))
  for (const name of ['lib', 'scripts', 'package.json']) {
    cpSync(join(projectFolder, name), join(folder, name), { recursive: true })
  }
  symlinkSync(join(projectFolder, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const at = (name: string) => join(folder, name)

  return {
    folder,
    at,
    has: (name: string) => existsSync(at(name)),
    read: (name: string) => readFileSync(at(name), 'utf8'),

    /** `npm run setup`, as its process; `lines` are what somebody answers. */
    setup: (args: readonly string[], lines: readonly string[] = [], env: Variables = {}) =>
      run(folder, ['scripts/setup.ts', ...args], lines, env),

    /** `npm run doctor`, without a call to any server. */
    doctor: () =>
      run(folder, ['--conditions=react-server', '--', 'scripts/doctor.ts', '--offline'], []),

    /** What the app makes of the .env.local there. */
    env(): Env {
      const variables = parseEnv(readFileSync(at('.env.local'), 'utf8'))
      // The app runs in the project's folder.
      const paths = Object.entries(variables).map(([name, value = '']) =>
        name.endsWith('_FILE') ? [name, at(value)] : [name, value],
      )
      return readEnv(Object.fromEntries(paths))
    },
  }
}

function run(
  cwd: string,
  command: readonly string[],
  lines: readonly string[],
  env: Variables = {},
): Promise<Run> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, command, {
      cwd,
      env: { ...withoutRealEnvironment(process.env), ...env } as NodeJS.ProcessEnv,
    })
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (part: string) => {
        output[name] += part
      })
    }
    // It may end before it has read everything.
    child.stdin.on('error', () => {})
    child.stdin.end(lines.map((line) => `${line}\n`).join(''))
    child.once('close', (exitCode) => resolve({ exitCode, ...output }))
  })
}

export type Clone = ReturnType<typeof newClone>

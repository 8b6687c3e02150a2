import { statSync } from 'node:fs'
import { variableNames } from '../../../lib/env.ts'
import { readWrittenEntries } from '../../../lib/env-institutions.ts'
import type { Variables } from '../../child.ts'
import type { Check } from '../check.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'

/** The rights of everybody but the owner. */
const others = 0o077

export const secretFiles: Check = {
  name: 'secret-files',
  looksAt: 'whether others on this machine may read the files that hold secrets',
  examine: ({ variables, files }) => {
    if (process.platform === 'win32') return [skipped('Windows keeps rights in another way')]
    const present = [...new Set([...files, ...namedIn(variables)])].filter(
      (file) => modeOf(file) !== null,
    )
    if (present.length === 0) return [skipped('no file holds a secret')]
    const open = present.filter((file) => ((modeOf(file) ?? 0) & others) !== 0)
    return open.length > 0 ? open.map(tooOpen) : [ok(`${present.join(', ')}: for the owner alone`)]
  },
}

/** Any variable may come as a file, and so may each secret that an institution's entry names. */
function namedIn(variables: Variables): string[] {
  const entries = readWrittenEntries(variables.INSTITUTIONS_FILE?.trim() || null, [])
  const secrets = entries.flatMap(({ clientSecretEnv }) => clientSecretEnv ?? [])
  return [...variableNames, ...secrets].flatMap((name) => {
    const path = variables[`${name}_FILE`]?.trim()
    return path ? [path] : []
  })
}

function tooOpen(file: string): Finding {
  const mode = (modeOf(file) ?? 0).toString(8).padStart(3, '0')
  return wrong('readable-secret', { file, mode })
}

function modeOf(file: string): number | null {
  try {
    return statSync(file).mode & 0o777
  } catch {
    return null
  }
}

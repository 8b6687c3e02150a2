import { statSync } from 'node:fs'
import type { Check } from '../check.ts'
import { type Finding, ok, skipped, wrong } from '../finding.ts'

/** The rights of everybody but the owner. */
const others = 0o077

export const secretFiles: Check = {
  name: 'secret-files',
  looksAt: 'whether others on this machine may read the files that hold secrets',
  examine: ({ variables, files }) => {
    if (process.platform === 'win32') return [skipped('Windows keeps rights in another way')]
    const named = Object.entries(variables).flatMap(([name, path]) =>
      /(SECRET|CLIENT_KEYS)_FILE$/.test(name) && path?.trim() ? [path.trim()] : [],
    )
    const present = [...new Set([...files, ...named])].filter((file) => modeOf(file) !== null)
    if (present.length === 0) return [skipped('no file holds a secret')]
    const open = present.filter((file) => ((modeOf(file) ?? 0) & others) !== 0)
    return open.length > 0 ? open.map(tooOpen) : [ok(`${present.join(', ')}: for the owner alone`)]
  },
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

import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { changeKeyFile } from '../key-file.ts'
import type { KeySet } from '../key-set.ts'
import { envFileText } from './env-file.ts'
import { keyFile, type Plan } from './plan.ts'

export const envFile = '.env.local'

type Written = Readonly<{ path: string; text: string }>

/** The variables of .env.local: the plan's own, and where the app finds the rest. */
export function variablesOf({ variables, keyAlg, secretFiles, institutions, hasService }: Plan) {
  return {
    ...variables,
    ...Object.fromEntries(secretFiles.map(({ variable, path }) => [`${variable}_FILE`, path])),
    ...(keyAlg && { OIDC_CLIENT_KEYS_FILE: keyFile }),
    ...(keyAlg && hasService && { SERVICE_CLIENT_KEYS_FILE: keyFile }),
    ...(institutions && { INSTITUTIONS_FILE: institutions.path }),
  }
}

/** Files that writing the plan would replace. The key file is none of them: its keys are kept. */
export function filesInTheWay(plan: Plan): readonly string[] {
  return [...otherFiles(plan).map(({ path }) => path), envFile].filter((path) => existsSync(path))
}

/**
 * Writes a plan: first what .env.local refers to, then .env.local. What was there is kept beside it, under
 * its name and the time. Only their owner may read any of them.
 *
 * @returns the copies that were kept
 */
export function write(plan: Plan, keys: KeySet, heading: string): readonly string[] {
  if (plan.keyAlg) changeKeyFile(keyFile, null, (set) => (set.length > 0 ? set : keys))
  const env = { path: envFile, text: envFileText(variablesOf(plan), heading) }
  return [...otherFiles(plan), env].flatMap(replace)
}

function otherFiles({ secretFiles, institutions }: Plan): readonly Written[] {
  return [
    ...secretFiles.flatMap(({ path, text }) => (text === null ? [] : { path, text: `${text}\n` })),
    ...(institutions
      ? [{ path: institutions.path, text: `${JSON.stringify(institutions.entries, null, 2)}\n` }]
      : []),
  ]
}

function replace({ path, text }: Written): readonly string[] {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  const copy = `${path}.${new Date().toISOString().replace(/[:.]/g, '-')}`
  const isThere = existsSync(path)
  if (isThere) writeFileSync(copy, readFileSync(path), { mode: 0o600, flag: 'wx' })

  // In one step: whoever reads it meanwhile has the old one or the new one.
  const draft = `${path}.new`
  rmSync(draft, { force: true })
  writeFileSync(draft, text, { mode: 0o600, flag: 'wx' })
  renameSync(draft, path)
  return isThere ? [copy] : []
}

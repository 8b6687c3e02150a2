import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Env, readEnv } from '../../lib/env.ts'
import type { KeySet } from '../key-set.ts'
import { SetupFault } from './interview.ts'
import type { Plan } from './plan.ts'

/**
 * What the app would make of a plan, before anything of it is written in the project.
 *
 * @throws {SetupFault} with the faults that would stop the app's start
 */
export function rehearse(plan: Plan, keys: KeySet): Env {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-setup-'))
  const institutions = join(folder, 'institutions.json')
  try {
    if (plan.institutions) writeFileSync(institutions, JSON.stringify(plan.institutions.entries))
    return readEnv({
      ...plan.variables,
      ...Object.fromEntries(
        plan.secretFiles.map(({ variable, path, text }) =>
          text === null ? [`${variable}_FILE`, path] : [variable, text],
        ),
      ),
      ...(plan.keyAlg && { OIDC_CLIENT_KEYS: JSON.stringify({ keys }) }),
      ...(plan.hasService && { SERVICE_CLIENT_KEYS: JSON.stringify({ keys }) }),
      ...(plan.institutions && { INSTITUTIONS_FILE: institutions }),
    })
  } catch (error) {
    throw new SetupFault(error instanceof Error ? error.message : 'The app would not start.')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

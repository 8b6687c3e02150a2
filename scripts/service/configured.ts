import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { hasService } from '../../lib/data/service/registration.ts'
import { type Env, readEnv } from '../../lib/env.ts'
import { isInstitutionId } from '../../lib/institutions/institution-id.ts'
import { processState } from '../../lib/process-state.ts'
import { words } from '../fail.ts'
import { projectFolder } from '../project-folder.ts'
import { serviceFaults } from './service-faults.ts'

/** The command was not understood, or asks for what is not configured. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault'
}

/**
 * The configuration that `npm start` would take, for all that is done in this process: the environment, and
 * .env.local for what the environment leaves open.
 *
 * @throws {UsageFault} whose message has a line per bad variable; values are never repeated in it
 */
export function takeConfiguration(): Env {
  const file = join(projectFolder, '.env.local')
  const fromFile = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  process.chdir(projectFolder)
  try {
    const env = readEnv({ ...fromFile, ...process.env })
    return processState('env', () => env)
  } catch (error) {
    throw new UsageFault(error instanceof Error ? error.message : 'The configuration is unreadable')
  }
}

/**
 * The institution to act for; null where the client of the environment may act, and none was named.
 *
 * @throws {UsageFault}
 */
export function institutionFor({ service, institutions }: Env, named: string | undefined) {
  if (service === null) throw new UsageFault(words(serviceFaults['no-service-account']))
  if (named !== undefined) {
    if (!isInstitutionId(named)) throw new UsageFault(words(serviceFaults['no-institution-id']))
    if (hasService(named)) return named
    throw new UsageFault(words(serviceFaults['no-such-service']))
  }
  if (service.clientId !== null) return null

  const own = [...institutions.keys()].filter(hasService)
  const [only] = own
  if (only !== undefined && own.length === 1) return only
  throw new UsageFault(
    words(serviceFaults['institution-unsaid'], { ids: own.slice(0, 10).join(', ') }),
  )
}

/** What a server said, for a terminal: nothing that moves the cursor or turns text around. */
export function forTerminal(said: string): string {
  return said.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '\ufffd').slice(0, 500)
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { Variables } from './child.ts'
import { commandFaults } from './command-faults.ts'
import { fail, words } from './fail.ts'
import { type Household, startHousehold } from './household.ts'
import { portFrom, requireFreePort } from './port.ts'
import { type Profile, profileFrom } from './profile.ts'
import { projectFolder } from './project-folder.ts'
import { sandboxEnvironment, withoutRealEnvironment } from './sandbox-environment.ts'
import { findSandboxPlace } from './sandbox-place.ts'

const envFile = join(projectFolder, '.env.local')
const nextCommand = join(projectFolder, 'node_modules/next/dist/bin/next')

/** The app with hot reload: against what .env.local says, or against the sandbox where there is none. */
async function dev(profile: Profile | null): Promise<void> {
  const hasEnvFile = existsSync(envFile)
  if (hasEnvFile && profile) {
    fail(words(commandFaults['profile-beside-env-file']))
  }
  if (hasEnvFile) process.env.PORT ||= parseEnv(readFileSync(envFile, 'utf8')).PORT ?? ''
  const port = portFrom('PORT', 3000)
  await requireFreePort(port, 'PORT')

  const household = startHousehold()
  const env = hasEnvFile ? process.env : await withSandbox(household, port, profile ?? 'parameter')
  await household.run([nextCommand, 'dev', '--port', String(port)], env)
  await household.end(1)
}

async function withSandbox(
  household: Household,
  port: number,
  profile: Profile,
): Promise<Variables> {
  if (!existsSync(join(projectFolder, 'sandbox'))) {
    fail(words(commandFaults['nothing-to-run-against']))
  }
  const { sandboxUrl, bankUrls, variables } = await findSandboxPlace()
  const appUrl = `http://localhost:${port}`
  const folder = join(projectFolder, '.data/dev')
  const env = {
    FLOW_INSPECTOR: 'on',
    ...withoutRealEnvironment(process.env),
    ...(await sandboxEnvironment({ appUrl, sandboxUrl, bankUrls, folder, profile })),
    ...variables,
  }
  await household.start('sandbox', `${sandboxUrl}/people`, ['sandbox/server.ts'], env)
  return env
}

await dev(profileFrom('dev'))

import type { StdioOptions } from 'node:child_process'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Household, startHousehold } from './household.ts'
import { invitation } from './invitation.ts'
import { portFrom, requireFreePort } from './port.ts'
import { type Profile, profileFrom } from './profile.ts'
import { projectFolder } from './project-folder.ts'
import { sandboxEnvironment, withoutRealEnvironment } from './sandbox-environment.ts'
import { findSandboxPlace } from './sandbox-place.ts'

const folder = join(projectFolder, '.data/demo')

/** Builds the app, starts it beside the sandbox, and says who can sign in. */
async function demo(profile: Profile): Promise<void> {
  const port = portFrom('PORT', 3000)
  await requireFreePort(port, 'PORT')
  const { sandboxUrl, bankUrls, variables } = await findSandboxPlace()

  const appUrl = `http://localhost:${port}`
  const env = {
    FLOW_INSPECTOR: 'on',
    ...withoutRealEnvironment(process.env),
    ...(await sandboxEnvironment({ appUrl, sandboxUrl, bankUrls, folder, profile })),
    ...variables,
    PORT: String(port),
  }
  const household = startHousehold()

  console.log('Building the app. This takes about half a minute …')
  await build(household)

  console.log('Starting …')
  await household.start(
    'sandbox',
    `${sandboxUrl}/people`,
    ['sandbox/server.ts'],
    env,
    quiet('sandbox'),
  )
  await household.start('app', `${appUrl}/health/ready`, ['scripts/serve.ts'], env, quiet('app'))

  console.log(await invitation({ profile, appUrl, sandboxUrl, bankUrls }))
}

async function build(household: Household): Promise<void> {
  const log = logFile('build')
  const exitCode = await household.run(['scripts/build.ts'], process.env, ['ignore', log, log])
  if (exitCode !== 0) await household.giveUp(readFileSync(join(folder, 'build.log'), 'utf8'))
}

/** What it says goes to its log, and only what goes wrong to the screen. */
function quiet(name: string): StdioOptions {
  return ['ignore', logFile(name), 'inherit']
}

function logFile(name: string): number {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return openSync(join(folder, `${name}.log`), 'w', 0o600)
}

await demo(profileFrom('demo') ?? 'parameter')

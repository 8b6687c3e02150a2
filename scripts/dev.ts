import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import type { Variables } from './child.ts'
import { fail } from './fail.ts'
import { type Household, startHousehold } from './household.ts'
import { portFrom, requireFreePort } from './port.ts'
import { projectFolder } from './project-folder.ts'
import { sandboxEnvironment, withoutRealEnvironment } from './sandbox-environment.ts'

const envFile = join(projectFolder, '.env.local')
const nextCommand = join(projectFolder, 'node_modules/next/dist/bin/next')

/** The app with hot reload: against what .env.local says, or against the sandbox where there is none. */
async function dev(): Promise<void> {
  const hasEnvFile = existsSync(envFile)
  if (hasEnvFile) process.env.PORT ||= parseEnv(readFileSync(envFile, 'utf8')).PORT ?? ''
  const port = portFrom('PORT', 3000)
  await requireFreePort(port, 'PORT')

  const household = startHousehold()
  const env = hasEnvFile ? process.env : await withSandbox(household, port)
  await household.run([nextCommand, 'dev', '--port', String(port)], env)
  await household.end(1)
}

async function withSandbox(household: Household, port: number): Promise<Variables> {
  if (!existsSync(join(projectFolder, 'sandbox'))) {
    fail(
      'There is neither a .env.local nor a sandbox. Copy .env.example to .env.local and fill it in.',
    )
  }
  const sandboxPort = portFrom('SANDBOX_PORT', 4400)
  await requireFreePort(sandboxPort, 'SANDBOX_PORT')

  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const folder = join(projectFolder, '.data/dev')
  const env = {
    ...withoutRealEnvironment(process.env),
    ...(await sandboxEnvironment({ appUrl: `http://localhost:${port}`, sandboxUrl, folder })),
    SANDBOX_PORT: String(sandboxPort),
  }
  await household.start('sandbox', `${sandboxUrl}/people`, ['sandbox/server.ts'], env)
  return env
}

await dev()

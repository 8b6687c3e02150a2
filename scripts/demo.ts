import type { StdioOptions } from 'node:child_process'
import { mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Household, startHousehold } from './household.ts'
import { portFrom, requireFreePort } from './port.ts'
import { projectFolder } from './project-folder.ts'
import { sandboxEnvironment, withoutRealEnvironment } from './sandbox-environment.ts'

const folder = join(projectFolder, '.data/demo')

/** Builds the app, starts it beside the sandbox, and says who can sign in. */
async function demo(): Promise<void> {
  const port = portFrom('PORT', 3000)
  const sandboxPort = portFrom('SANDBOX_PORT', 4400)
  await requireFreePort(port, 'PORT')
  await requireFreePort(sandboxPort, 'SANDBOX_PORT')

  const appUrl = `http://localhost:${port}`
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  const env = {
    ...withoutRealEnvironment(process.env),
    ...(await sandboxEnvironment({ appUrl, sandboxUrl, folder })),
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
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

  console.log(await invitation(appUrl, sandboxUrl))
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

type Person = { name: string; email: string; password: string; because: string }

async function invitation(appUrl: string, sandboxUrl: string): Promise<string> {
  const people: Person[] = await (await fetch(`${sandboxUrl}/people`)).json()
  const widest = (column: 'email' | 'name') => Math.max(...people.map((it) => it[column].length))
  const rows = people.map(
    ({ email, name, because }) =>
      `  ${email.padEnd(widest('email'))}  ${name.padEnd(widest('name'))}  ${because}`,
  )
  return [
    '',
    `Foyer is ready: ${appUrl}`,
    '',
    `Who can sign in, all with the password "${people[0]?.password}":`,
    ...rows,
    '',
    'The app writes its log to .data/demo/app.log. Ctrl-C stops everything.',
  ].join('\n')
}

await demo()

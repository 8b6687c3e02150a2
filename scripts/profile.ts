import { parseArgs } from 'node:util'
import { fail } from './fail.ts'

/** The three readings of how an institution is chosen; docs/institutions.md explains them. */
export const profiles = {
  parameter: 'one client for all institutions; a parameter of the request says which is meant',
  clients: 'one client per institution, all with the same keys',
  consumer: 'one issuer, host and client per bank, where choosing a bank is the sign-in',
} as const

export type Profile = keyof typeof profiles

type Command = 'demo' | 'dev'

/**
 * The profile this command was asked for, null where it was asked for none. Ends the command where the
 * arguments ask for help, or make no sense.
 */
export function profileFrom(command: Command): Profile | null {
  try {
    const asked = parseProfile(process.argv.slice(2))
    // npm takes what stands before `--` for itself.
    if (process.env.npm_config_profile) throw new Error('npm kept --profile to itself.')
    if (asked !== 'help') return asked
  } catch (error) {
    fail(`${error instanceof Error ? error.message : ''}\n\n${usage(command)}`)
  }
  console.log(usage(command))
  process.exit(0)
}

/** @throws {Error} which says what there is no such thing as */
export function parseProfile(args: readonly string[]): Profile | 'help' | null {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { profile: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    strict: false,
  })
  const { profile, help, ...others } = values
  const stray = [...Object.keys(others).map((name) => `--${name}`), ...positionals]
  if (stray.length > 0) throw new Error(`There is no argument ${stray.join(', ')}.`)
  if (help) return 'help'
  if (profile === undefined) return null
  if (typeof profile !== 'string') throw new Error('--profile needs a name.')
  if (!Object.hasOwn(profiles, profile)) throw new Error(`There is no profile ${profile}.`)
  return profile as Profile
}

const does: Readonly<Record<Command, string>> = {
  demo: 'Builds the app, and starts it beside a sandbox that plays the institutions.',
  dev: 'Starts the app with hot reload; without a .env.local beside a sandbox.',
}

function usage(command: Command): string {
  const rows = Object.entries(profiles).map(([name, what]) => `  ${name.padEnd(9)}  ${what}`)
  return [
    does[command],
    '',
    `  npm run ${command} -- --profile <name>`,
    '',
    'A profile says how the app chooses an institution. The sandbox knows all three at once:',
    '',
    ...rows,
    '',
    'Without one it is parameter. PORT, SANDBOX_PORT and SANDBOX_BANK_PORTS move what listens.',
  ].join('\n')
}

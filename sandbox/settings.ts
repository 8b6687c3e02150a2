import { isAbsolute, join } from 'node:path'

/** Where the sandbox stands, and how long its tokens last. */
export type Settings = Readonly<{
  port: number
  /** One for each consumer bank, in their order. */
  bankPorts: readonly number[]
  /** Origin of the app that may sign people in here. */
  appUrl: string
  dataFolder: string
  accessTokenSeconds: number
  /** How long the key set of a client is kept, at most, before it is read again. */
  clientKeysSeconds: number
  apiDelayMs: number
  /** How many institutions there are. */
  institutions: number
  /** How many accounts Larkspur Bank has. */
  accounts: number
  /** How long a bank takes to fetch a customer's balances. */
  taskMs: number
  /** How long a fault of the lab waits for its flow. */
  labSeconds: number
}>

const bankCount = 2

/** @throws {Error} whose message has a line per variable that makes no sense */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const faults: string[] = []

  function wholeNumber(name: string, fallback: number, least: number, most: number): number {
    const value = Number(variables[name] || fallback)
    if (Number.isInteger(value) && value >= least && value <= most) return value
    faults.push(`${name} should be a whole number from ${least} to ${most}`)
    return fallback
  }

  const port = wholeNumber('SANDBOX_PORT', 4400, 1, 65_535 - bankCount)
  const bankPorts = readBankPorts(variables.SANDBOX_BANK_PORTS, port)
  if (!bankPorts) {
    faults.push(`SANDBOX_BANK_PORTS should be ${bankCount} other ports with a comma between`)
  }
  const accessTokenSeconds = wholeNumber('SANDBOX_ACCESS_TOKEN_SECONDS', 600, 1, 86_400)
  const clientKeysSeconds = wholeNumber('SANDBOX_CLIENT_KEYS_SECONDS', 300, 1, 86_400)
  const apiDelayMs = wholeNumber('SANDBOX_API_DELAY_MS', 0, 0, 60_000)
  const institutions = wholeNumber('SANDBOX_INSTITUTIONS', 3, 3, 10_000)
  const accounts = wholeNumber('SANDBOX_ACCOUNTS', 41, 41, 10_000)
  const taskMs = wholeNumber('SANDBOX_TASK_MS', 2_500, 0, 600_000)
  const labSeconds = wholeNumber('SANDBOX_LAB_SECONDS', 600, 1, 86_400)
  const app = URL.parse(variables.APP_URL || 'http://localhost:3000')
  if (!app || !/^https?:$/.test(app.protocol)) {
    faults.push('APP_URL should be the address of the app, such as http://localhost:3000')
  }

  if (faults.length > 0) throw new Error(faults.join('\n'))

  return {
    port,
    bankPorts: bankPorts ?? [],
    appUrl: app?.origin ?? '',
    dataFolder: dataFolder(variables.SANDBOX_DATA || '.data'),
    accessTokenSeconds,
    clientKeysSeconds,
    apiDelayMs,
    institutions,
    accounts,
    taskMs,
    labSeconds,
  }
}

/** The ports after the sandbox's own, unless they are given. Null: what is given makes no sense. */
function readBankPorts(given: string | undefined, port: number): readonly number[] | null {
  if (!given) return Array.from({ length: bankCount }, (_, index) => port + 1 + index)
  const ports = given.split(',').map(Number)
  const distinct = new Set([port, ...ports]).size === bankCount + 1
  const sane = ports.every((it) => Number.isInteger(it) && it > 0 && it <= 65_535)
  return ports.length === bankCount && distinct && sane ? ports : null
}

/** Where a site stands. An address, not `localhost`: cookies ignore ports. */
export function originAt(port: number): string {
  return `http://127.0.0.1:${port}`
}

function dataFolder(path: string): string {
  return isAbsolute(path) ? path : join(import.meta.dirname, path)
}

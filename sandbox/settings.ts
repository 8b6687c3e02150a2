import { isAbsolute, join } from 'node:path'

/** Where the sandbox stands, and how long its tokens last. */
export type Settings = Readonly<{
  port: number
  /** The sandbox's own origin. An address, not `localhost`: cookies ignore ports. */
  origin: string
  /** The path below which the authorization server is mounted; the issuer is origin and path. */
  issuerPath: string
  issuer: string
  /** Base of the resource APIs, and the audience of every access token. */
  apiUrl: string
  /** Origin of the app that may sign people in here. */
  appUrl: string
  dataFolder: string
  accessTokenSeconds: number
  apiDelayMs: number
}>

const issuerPath = '/a/oidc-provider/api/v0'

/** @throws {Error} whose message has a line per variable that makes no sense */
export function readSettings(variables: Readonly<Record<string, string | undefined>>): Settings {
  const faults: string[] = []

  function wholeNumber(name: string, fallback: number, least: number, most: number): number {
    const value = Number(variables[name] || fallback)
    if (Number.isInteger(value) && value >= least && value <= most) return value
    faults.push(`${name} should be a whole number from ${least} to ${most}`)
    return fallback
  }

  const port = wholeNumber('SANDBOX_PORT', 4400, 1, 65_535)
  const accessTokenSeconds = wholeNumber('SANDBOX_ACCESS_TOKEN_SECONDS', 600, 1, 86_400)
  const apiDelayMs = wholeNumber('SANDBOX_API_DELAY_MS', 0, 0, 60_000)
  const app = URL.parse(variables.APP_URL || 'http://localhost:3000')
  if (!app || !/^https?:$/.test(app.protocol)) {
    faults.push('APP_URL should be the address of the app, such as http://localhost:3000')
  }

  if (faults.length > 0) throw new Error(faults.join('\n'))

  const origin = `http://127.0.0.1:${port}`
  return {
    port,
    origin,
    issuerPath,
    issuer: `${origin}${issuerPath}`,
    apiUrl: `${origin}/api`,
    appUrl: app?.origin ?? '',
    dataFolder: dataFolder(variables.SANDBOX_DATA || '.data'),
    accessTokenSeconds,
    apiDelayMs,
  }
}

function dataFolder(path: string): string {
  return isAbsolute(path) ? path : join(import.meta.dirname, path)
}

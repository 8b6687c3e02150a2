import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, vi } from 'vitest'
import { secret } from './make.ts'

/** An app that has just started, with a session file of its own unless told otherwise. */
export function startApp(changes: Readonly<Record<string, string>> = {}): { sessionFile: string } {
  const sessionFile = changes.SESSION_FILE ?? newSessionFile()
  const variables = {
    APP_URL: 'https://foyer.test',
    SESSION_SECRET: secret,
    OIDC_ISSUER: 'https://issuer.test',
    OIDC_CLIENT_ID: 'foyer',
    OIDC_CLIENT_SECRET: 'a-secret',
    API_URL: 'https://api.test',
    LOG_LEVEL: 'error',
    REDIS_URL: '',
    ...changes,
    SESSION_FILE: sessionFile,
  }
  vi.unstubAllEnvs()
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value)
  Reflect.deleteProperty(globalThis, Symbol.for('foyer.process-state'))
  return { sessionFile }
}

export function newSessionFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'sessions.db')
}

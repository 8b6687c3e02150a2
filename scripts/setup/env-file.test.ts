import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { envFileText } from './env-file.ts'

// What Next.js itself reads .env.local with.
const { loadEnvConfig } = createRequire(createRequire(import.meta.url).resolve('next'))('@next/env')

const variables = {
  SETUP_PLAIN: 'https://bank.test/a/consumer?x=1',
  SETUP_SPACES: 'openid profile  email',
  SETUP_MARKS: 'a # b "c" `d` \\n e=f; & ! *',
  SETUP_WINDOWS: 'C:\\new\\secret.txt',
  SETUP_LETTERS: 'Café · 銀行',
}

test('npm start and npm run dev read the same values, and those that were written', () => {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-env-'))
  const text = envFileText(variables, 'For a test')
  // In a test it reads no .env.local.
  writeFileSync(join(folder, '.env'), text)

  try {
    const { combinedEnv } = loadEnvConfig(folder, true, { info() {}, error() {} })
    expect(combinedEnv).toMatchObject(variables)
  } finally {
    rmSync(folder, { recursive: true })
    for (const name of Object.keys(variables)) delete process.env[name]
  }
  expect(parseEnv(text)).toEqual(variables)
})

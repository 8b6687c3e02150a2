import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { readEnv, variableNames } from './env.ts'

const text = readFileSync(join(import.meta.dirname, '../.env.example'), 'utf8')
const example = parseEnv(text)

test('.env.example names every variable, and no other', () => {
  // The port is the server's affair; everything else is read in lib/env.ts.
  expect(Object.keys(example).sort()).toEqual([...variableNames, 'PORT'].sort())
})

test('every variable of .env.example is explained in one line above it', () => {
  const lines = text.split('\n')
  const bare = lines.filter((line, at) => /^\w+=/.test(line) && !lines[at - 1]?.startsWith('# '))

  expect(bare).toEqual([])
})

test('.env.example lacks nothing but the secrets, and shows the defaults', () => {
  const own = { SESSION_SECRET: 's'.repeat(32), OIDC_CLIENT_SECRET: 'secret' }
  const { INSTITUTION_ZERO_ID, ...rest } = example
  const { APP_URL, OIDC_ISSUER, OIDC_CLIENT_ID, API_URL } = rest
  const required = { APP_URL, OIDC_ISSUER, OIDC_CLIENT_ID, API_URL, ...own }

  expect(readEnv({ ...rest, ...own })).toEqual(readEnv(required))
  expect(() => readEnv(example)).toThrow(
    /SESSION_SECRET[\s\S]*OIDC_CLIENT_SECRET or OIDC_CLIENT_KEYS/,
  )
})

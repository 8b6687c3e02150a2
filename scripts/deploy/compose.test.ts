import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readEnv } from '../../lib/env.ts'
import { projectFolder } from '../project-folder.ts'
import { makeSecrets } from './secrets.ts'

const compose = readFileSync(join(projectFolder, 'compose.yaml'), 'utf8')
const secretNames = [...compose.matchAll(/file: \.\/\.data\/compose\/(\S+)/g)].map((it) => it[1])
const [, block = ''] = /^x-environment:.*\n((?: {2}.+\n)+)/m.exec(compose) ?? []
const environment: Record<string, string> = Object.fromEntries(
  [...block.matchAll(/^ {2}(\w+): "?([^"\n]+)"?$/gm)].map(([, name = '', value = '']) => [
    name,
    value,
  ]),
)

async function newSecrets() {
  const folder = mkdtempSync(join(tmpdir(), 'foyer-compose-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return { folder, variables: await makeSecrets(folder) }
}

test('each secret of compose.yaml is made', async () => {
  const { folder } = await newSecrets()

  expect(secretNames).toHaveLength(7)
  expect(secretNames.filter((name = '') => !existsSync(join(folder, name)))).toEqual([])
})

test('secrets that were made stay as they are', async () => {
  const { folder } = await newSecrets()
  const all = () => secretNames.map((name = '') => readFileSync(join(folder, name), 'utf8'))
  const made = all()
  await makeSecrets(folder)

  expect(all()).toEqual(made)
  expect(new Set(made).size).toBe(made.length)
})

test('the app of compose.yaml is told what the sandbox needs, and starts with it', async () => {
  const { folder, variables } = await newSecrets()
  const { SESSION_FILE, ...needed } = variables
  const inContainer = Object.entries(needed).map(([name, value]) => [
    name,
    value.startsWith(folder) ? `/run/secrets/${basename(value)}` : value,
  ])

  expect(environment).toEqual({
    ...Object.fromEntries(inContainer),
    REDIS_URL_FILE: '/run/secrets/redis-url',
    TRUSTED_PROXIES: '1',
  })
  const here = Object.entries(environment).map(([name, value]) => [
    name,
    value.replace('/run/secrets', folder),
  ])
  expect(readEnv(Object.fromEntries(here))).toMatchObject({ appUrl: 'https://localhost:8443' })
})

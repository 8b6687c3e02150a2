import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readEnv } from '../lib/env.ts'
import { entryMembers } from '../lib/env-institutions.ts'
import { sandboxEnvironment } from './sandbox-environment.ts'

const text = readFileSync(join(import.meta.dirname, '../docs/institutions.md'), 'utf8')
const [clients = '', consumer = ''] = [...text.matchAll(/```json\n([\s\S]*?)```/g)].map(
  ([, json = '']) => json,
)

test('docs/institutions.md explains every member of an entry, and no other', () => {
  const [, reference = ''] = text.split('## INSTITUTIONS_FILE')
  const explained = [...reference.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name)

  expect(explained).toEqual(entryMembers)
})

test.each([
  ['clients', clients, 2],
  ['consumer', consumer, 1],
] as const)(
  'what docs/institutions.md shows for %s starts the app',
  async (profile, json, size) => {
    const folder = mkdtempSync(join(tmpdir(), 'foyer-doc-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const INSTITUTIONS_FILE = join(folder, 'institutions.json')
    writeFileSync(INSTITUTIONS_FILE, json)
    const place = { appUrl: 'http://localhost:3000', sandboxUrl: 'http://127.0.0.1:4400', folder }
    const env = await sandboxEnvironment({ ...place, profile })

    expect(readEnv({ ...env, INSTITUTIONS_FILE }).institutions.size).toBe(size)
  },
)

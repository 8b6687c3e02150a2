import { execFile } from 'node:child_process'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readClientKeys } from '#lib/client-key.ts'
import { temporaryFolder } from './harness.ts'

type Run = { exitCode: number; stdout: string; stderr: string }

/** `npm run keys`, as its process. */
function keys(...args: string[]): Promise<Run> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['scripts/keys.ts', ...args], (error, stdout, stderr) => {
      resolve({ exitCode: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

const newFile = () => join(temporaryFolder('keys'), 'keys.json')
const kidsIn = (file: string) =>
  readClientKeys(readFileSync(file, 'utf8'), null).map((it) => it.kid)

test('new, promote and retire rotate the keys of a file that only its owner may read', async () => {
  const file = newFile()
  await keys('new', '--file', file)
  const [old] = kidsIn(file)
  await keys('new', '--file', file, '--alg', 'PS256')
  expect(kidsIn(file)).toEqual([old, expect.anything()])
  const [, next] = kidsIn(file)

  const { stdout } = await keys('promote', '--file', file)
  expect(kidsIn(file)).toEqual([next, old])
  expect(stdout).toContain('previous')
  await keys('retire', '--file', file)
  expect(kidsIn(file)).toEqual([next])
  expect(statSync(file).mode & 0o777).toBe(0o600)
})

test('what is printed is for a registration: public keys, and never a private part', async () => {
  const file = newFile()
  const printed = [
    await keys('new', '--file', file, '--alg', 'RS256'),
    await keys('list', '--file', file),
    await keys('list', '--file', file, '--jwks'),
    await keys('list', '--file', file, '--pem'),
    await keys('list', '--file', file, '--json'),
  ]
  const [jwk] = JSON.parse(readFileSync(file, 'utf8')).keys
  const shown = printed.map(({ stdout, stderr }) => stdout + stderr).join('\n')

  expect(JSON.parse(printed[2]?.stdout ?? '').keys).toMatchObject([{ n: jwk.n, alg: 'RS256' }])
  expect(printed[3]?.stdout).toMatch(
    /^-----BEGIN PUBLIC KEY-----[\s\S]*-----END PUBLIC KEY-----\n$/,
  )
  expect(JSON.parse(printed[4]?.stdout ?? '')).toMatchObject({ file, keys: [{ role: 'current' }] })
  for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(shown).not.toContain(jwk[part])
  expect(shown).not.toContain('PRIVATE')
})

test('the private key alone is written where it is asked for, and over no other file', async () => {
  const [file, alone] = [newFile(), newFile()]
  await keys('new', '--file', file, '--private', alone)

  expect(kidsIn(alone)).toEqual(kidsIn(file))
  expect(statSync(alone).mode & 0o777).toBe(0o600)
  const other = newFile()
  const again = await keys('new', '--file', other, '--private', alone)
  expect(again).toMatchObject({ exitCode: 1, stderr: expect.stringContaining('is there already') })
  expect(existsSync(other)).toBe(false)
})

test('what cannot be done changes nothing, and says what to do', async () => {
  const file = newFile()
  await keys('new', '--file', file)
  const before = readFileSync(file, 'utf8')

  expect(await keys('retire', '--file', file)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('promote it first'),
  })
  expect(await keys('list', '--file', file, 'promote')).toMatchObject({ exitCode: 2 })
  expect(await keys('new', '--file', file, '--alg', 'HS256')).toMatchObject({ exitCode: 2 })
  expect(readFileSync(file, 'utf8')).toBe(before)
})

test('a damaged file stays as it is, and nothing of it is shown', async () => {
  const file = newFile()
  writeFileSync(file, '{"keys":[{"kty":"EC","d":"a-secret-part"}]}')

  const { exitCode, stderr } = await keys('new', '--file', file)
  expect(exitCode).toBe(1)
  expect(stderr).toContain('damaged')
  expect(stderr).not.toContain('a-secret-part')
  expect(readFileSync(file, 'utf8')).toContain('a-secret-part')
})

test('of two changes at once one is refused, and no key is lost', async () => {
  const file = newFile()
  await keys('new', '--file', file)

  const runs = await Promise.all([1, 2, 3].map(() => keys('new', '--file', file)))
  expect(runs.filter(({ exitCode }) => exitCode === 0)).toHaveLength(1)
  expect(kidsIn(file)).toHaveLength(2)
})

test('help teaches the rotation', async () => {
  const { exitCode, stdout } = await keys('--help')

  expect(exitCode).toBe(0)
  for (const step of ['new', 'list', 'promote', 'retire']) expect(stdout).toContain(`  ${step} `)
})

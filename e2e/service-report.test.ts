import { once } from 'node:events'
import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parseCsv } from '#lib/testing/csv.ts'
import { temporaryFolder } from './harness.ts'
import { type Sandbox, startSandbox } from './sandbox-client.ts'
import { harborAndVale, larkspur } from './sandbox-visit.ts'
import { command, serviceEnv, startKeySet } from './service-client.ts'
import { newClone } from './setup-client.ts'

const script = 'scripts/service-report.ts'
let keys: Awaited<ReturnType<typeof startKeySet>>
let quick: Sandbox
/** Six pages take two seconds and more: longer than its tokens may be used. */
let slow: Sandbox

beforeAll(async () => {
  keys = await startKeySet()
  const start = (env: Record<string, string>) =>
    startSandbox(keys.url, { SANDBOX_DATA: temporaryFolder('sandbox'), ...env })
  ;[quick, slow] = await Promise.all([
    start({}),
    start({ SANDBOX_API_DELAY_MS: '350', SANDBOX_ACCESS_TOKEN_SECONDS: '2' }),
  ])
})
afterAll(async () => {
  await Promise.all([quick.stop(), slow.stop()])
  keys.stop()
})

/** The report in a folder of its own. */
function report(sandbox: Pick<Sandbox, 'issuer' | 'api'>, changes: Record<string, string> = {}) {
  const folder = temporaryFolder('report')
  const env = { ...serviceEnv(sandbox, keys), INIT_CWD: folder, ...changes }
  const { run, start } = command(script, env)
  const at = (name: string) => join(folder, name)
  return { run, start, at, read: (name: string) => readFileSync(at(name), 'utf8') }
}

const all = ['--institution', larkspur, '--out', 'users.csv']
const idsIn = (csv: string) =>
  parseCsv(csv)
    .slice(1)
    .map(([id]) => id)

async function until(condition: () => boolean): Promise<void> {
  await expect.poll(condition, { timeout: 20_000, interval: 20 }).toBe(true)
}

const offsetIn = (path: string) =>
  existsSync(path) ? Number(JSON.parse(readFileSync(path, 'utf8')).place.offset) : 0

test('all users are in the file, each once, and for nobody else to read', async () => {
  const { run, at, read } = report(quick)
  const { exitCode, stdout, stderr } = await run(...all)

  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '512 users are in users.csv.\n' })
  expect(stderr).toContain('512 of 512\n')
  expect(stderr).not.toContain('\r')
  expect(new Set(idsIn(read('users.csv'))).size).toBe(512)
  expect(idsIn(read('users.csv'))).toHaveLength(512)
  expect(statSync(at('users.csv')).mode & 0o777).toBe(0o600)
  expect(existsSync(at('users.csv.part')) || existsSync(at('users.csv.state'))).toBe(false)
})

test('where no file is named, it is where git does not look, and nobody else', async () => {
  const { folder, at, has } = newClone()
  const env = { ...serviceEnv(quick, keys), INIT_CWD: folder }
  const { stdout } = await command(at(script), env).run('--institution', larkspur)

  const file = join('.data', `users-${larkspur}.csv`)
  expect(stdout).toBe(`512 users are in ${file}.\n`)
  expect(has(file)).toBe(true)
  expect(statSync(at('.data')).mode & 0o777).toBe(0o700)
  expect(readFileSync('.gitignore', 'utf8').split('\n')).toContain('.data/')
})

test('no cell begins like a formula or breaks a line', async () => {
  const { run, read } = report(quick)
  await run(...all)
  const cells = parseCsv(read('users.csv')).flat()

  expect(cells).toContain('\'=HYPERLINK("http://evil.test","Click")')
  expect(cells).toContain("'@SUM(A1:A9)")
  expect(cells).toContain('Two lines')
  expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([])
  expect(read('users.csv').split('\r\n')).toHaveLength(514)
})

test('killed in the middle, with a line half written, it goes on: the same file as without a break', async () => {
  const [whole, broken] = [report(quick), report(slow)]
  await whole.run(...all)
  // Another place, the same data: the state does not say where the first one read.
  const job = broken.start(...all)
  await until(() => offsetIn(broken.at('users.csv.state')) >= 200)
  const killed = once(job, 'exit')
  job.kill('SIGKILL')
  await killed
  expect(existsSync(broken.at('users.csv'))).toBe(false)
  const before = offsetIn(broken.at('users.csv.state'))
  expect(before).toBeLessThan(512)
  appendFileSync(broken.at('users.csv.part'), 'half-an-id,"Half a na')

  const calls = async () => (await slow.requests()).counts['api:users'] ?? 0
  const callsBefore = await calls()
  expect(await broken.run(...all)).toMatchObject({
    exitCode: 0,
    stderr: expect.stringContaining(`Going on after ${before} users.`),
  })
  expect(broken.read('users.csv')).toBe(whole.read('users.csv'))
  const pagesLeft = Math.ceil((512 - before) / 100)
  // One more may be counted late: the one that was under way when the job was killed.
  expect([pagesLeft, pagesLeft + 1]).toContain((await calls()) - callsBefore)
})

test('Ctrl-C leaves what goes on, and says so', async () => {
  const { start, run, at, read } = report(slow)
  const job = start(...all)
  await until(() => offsetIn(at('users.csv.state')) >= 100)
  const ended = once(job, 'exit')
  job.kill('SIGINT')

  expect((await ended)[0]).toBe(130)
  expect(existsSync(at('users.csv'))).toBe(false)
  expect((await run(...all)).exitCode).toBe(0)
  expect(new Set(idsIn(read('users.csv'))).size).toBe(512)
})

test('the token is renewed on the way, and only when it is about to end', async () => {
  const tokens = async () => (await slow.requests()).counts['token:client_credentials'] ?? 0
  const before = await tokens()

  expect((await report(slow).run(...all)).exitCode).toBe(0)
  const asked = (await tokens()) - before
  expect(asked).toBeGreaterThan(1)
  expect(asked).toBeLessThan(6)
})

test('a busy server is waited for', async () => {
  await quick.control({ busy: 4 })
  const { run, read } = report(quick)

  expect((await run(...all)).exitCode).toBe(0)
  expect(idsIn(read('users.csv'))).toHaveLength(512)
})

test('an API that breaks off is asked again', async () => {
  const users = [{ userId: 'user-1', userActive: true }]
  const body = { users, totalCount: 1 }
  const api = await startApi((call) => ({ status: call === 0 ? 0 : 200, body }))
  const { run } = report({ issuer: quick.issuer, api: api.url })
  const { exitCode } = await run(...all)
  api.stop()

  expect({ exitCode, calls: api.calls() }).toEqual({ exitCode: 0, calls: 2 })
})

test.each([
  ['that there is no such thing', 404, {}, 1],
  ['something else', 200, { people: [] }, 1],
  // Once more with a fresh token.
  ['that no token will do', 401, {}, 2],
])('an API that says %s is not asked again and again', async (_what, status, body, most) => {
  const api = await startApi(() => ({ status, body }))
  const { run } = report({ issuer: quick.issuer, api: api.url })
  const { exitCode } = await run(...all)
  api.stop()

  expect({ exitCode, calls: api.calls() }).toEqual({ exitCode: 1, calls: most })
})

test('a list that grows while it is read is read again, and nobody is missing or there twice', async () => {
  const api = await startList((call) => (call < 2 ? 250 : 251))
  const { run, read } = report({ issuer: quick.issuer, api: api.url })
  const { exitCode, stdout } = await run(...all)
  api.stop()

  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: '251 users are in users.csv.\n' })
  expect(new Set(idsIn(read('users.csv')))).toEqual(new Set(namesOf(251)))
  expect(idsIn(read('users.csv'))).toHaveLength(251)
})

test('who left while the list was read stays in the file, and that is told', async () => {
  const api = await startList((call) => (call < 1 ? 250 : 249))
  const { run, read } = report({ issuer: quick.issuer, api: api.url })
  const { exitCode, stderr } = await run(...all)
  api.stop()

  expect(exitCode).toBe(0)
  expect(new Set(idsIn(read('users.csv')))).toEqual(new Set(namesOf(250)))
  expect(stderr).toContain('The list changed while it was read')
})

test('an API that counts more than it gives is told on, and no file claims to be whole', async () => {
  const api = await startList(() => 150, 100)
  const { run, at } = report({ issuer: quick.issuer, api: api.url })
  const { exitCode, stderr } = await run(...all)
  api.stop()

  expect(exitCode).toBe(1)
  expect(stderr).toContain('counts 150 users, and gave 100')
  expect(existsSync(at('users.csv'))).toBe(false)
})

test('a service account without the permission gets no file, and the reason', async () => {
  const { run, at } = report(quick)
  const { exitCode, stderr } = await run('--institution', harborAndVale, '--out', 'users.csv')

  expect(exitCode).toBe(1)
  expect(stderr).toContain('lacks the permission')
  expect(existsSync(at('users.csv'))).toBe(false)
})

test('a folder that is not there is told, without a stack', async () => {
  const { run } = report(quick)
  const { exitCode, stderr } = await run('--institution', larkspur, '--out', 'nowhere/users.csv')

  expect(exitCode).toBe(1)
  expect(stderr).toMatch(/^\S+ cannot be written: there is no such folder\. Repair that, .*\n$/)
})

test('a file that is there stays, unless it is to be replaced', async () => {
  const { run, at, read } = report(quick)
  writeFileSync(at('users.csv'), 'mine')

  expect(await run(...all)).toMatchObject({ exitCode: 1 })
  expect(read('users.csv')).toBe('mine')
  expect((await run(...all, '--replace')).exitCode).toBe(0)
  expect(idsIn(read('users.csv'))).toHaveLength(512)
})

test('what was begun for one institution is not gone on with for another', async () => {
  const { start, run, at } = report(slow)
  const job = start(...all)
  await until(() => offsetIn(at('users.csv.state')) >= 100)
  expect(await run(...all)).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining(`Process ${job.pid} is writing`),
  })
  const ended = once(job, 'exit')
  job.kill('SIGINT')
  await ended

  expect(await run('--institution', harborAndVale, '--out', 'users.csv')).toMatchObject({
    exitCode: 1,
    stderr: expect.stringContaining('begun for something else'),
  })
})

test('without an institution it says so, and help teaches', async () => {
  const { run } = report(quick)
  expect(await run()).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--institution ID'),
  })
  expect(await run('--institution', '../larkspur')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('--institution'),
  })
  const help = await run('--help')
  expect(help.exitCode).toBe(0)
  for (const word of ['--out', '--replace', 'Ctrl-C', 'Exit code']) {
    expect(help.stdout).toContain(word)
  }
})

const namesOf = (count: number) =>
  Array.from({ length: count }, (_, index) => `user-${count - index}`)

/** A list of users that puts new ones first. It may give fewer than it counts. */
function startList(countAt: (call: number) => number, most = Number.POSITIVE_INFINITY) {
  return startApi((call, { searchParams }) => {
    const totalCount = countAt(call)
    const offset = Number(searchParams.get('offset'))
    const users = namesOf(totalCount)
      .slice(0, most)
      .slice(offset, offset + Number(searchParams.get('limit')))
      .map((userId) => ({ userId, userActive: true }))
    return { status: 200, body: { users, totalCount } }
  })
}

/** An API that answers so; the status 0 breaks off. */
async function startApi(answer: (call: number, url: URL) => { status: number; body: unknown }) {
  let calls = 0
  const server = createServer((request, response) => {
    const { status, body } = answer(calls++, new URL(request.url ?? '', 'http://list'))
    if (status === 0) {
      response.destroy()
      return
    }
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { url, calls: () => calls, stop: () => server.close() }
}

import { spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { freePort, freePorts } from '../scripts/port.ts'

const occupant = createServer().listen(0, '127.0.0.1')
await once(occupant, 'listening')
const { port: busy } = occupant.address() as AddressInfo

afterAll(() => occupant.close())

function run(args: readonly string[], env: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/demo.ts', ...args], {
    env: { ...process.env, ...env },
    encoding: 'utf8',
    timeout: 20_000,
  })
  return { status, stdout, stderr }
}

test('--help teaches the profiles, and starts nothing', () => {
  const { status, stdout } = run(['--help'])

  expect(status).toBe(0)
  for (const name of ['parameter', 'clients', 'consumer']) {
    expect(stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'))
  }
})

test.each([
  [['--profile', 'client'], 'There is no profile client.'],
  [['clients'], 'There is no argument clients.'],
])('%j is told what there is', (args, why) => {
  const { status, stderr } = run(args)

  expect(status).toBe(1)
  expect(stderr).toContain(why)
  expect(stderr).toContain('npm run demo -- --profile <name>')
})

test('a profile that npm kept to itself is not passed over', () => {
  const { status, stderr } = run([], { npm_config_profile: 'clients' })

  expect(status).toBe(1)
  expect(stderr).toContain('npm run demo -- --profile <name>')
})

test.each(['first', 'last'])('the %s bank needs a free port', async (which) => {
  const [port, sandboxPort, other] = await freePorts(3)
  const bankPorts = which === 'first' ? [busy, other] : [other, busy]
  const { status, stderr } = run([], {
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    SANDBOX_BANK_PORTS: bankPorts.join(','),
  })

  expect(status).toBe(1)
  expect(stderr).toBe(`Port ${busy} is in use. Stop what runs there, or set SANDBOX_BANK_PORTS.\n`)
})

test.each([
  [{ SANDBOX_PORT: '65534' }, 'SANDBOX_PORT should leave room for the 2 ports after it.'],
  [{ SANDBOX_BANK_PORTS: '4401' }, 'SANDBOX_BANK_PORTS should be 2 other ports'],
  [{ SANDBOX_BANK_PORTS: 'a,b' }, 'SANDBOX_BANK_PORTS should be 2 other ports'],
])('%j is no place for the sandbox', async (ports, why) => {
  const { status, stderr } = run([], { PORT: String(await freePort()), ...ports })

  expect(status).toBe(1)
  expect(stderr).toContain(why)
})

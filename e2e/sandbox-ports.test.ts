import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { freePorts } from '../scripts/port.ts'

const data = mkdtempSync(join(tmpdir(), 'sandbox-'))
const occupant = createServer().listen(0, '127.0.0.1')
await once(occupant, 'listening')
const { port: busy } = occupant.address() as AddressInfo

afterAll(() => {
  occupant.close()
  rmSync(data, { recursive: true })
})

/** What a sandbox says that cannot start. */
async function complaint(ports: Record<string, string>) {
  const child = spawn(process.execPath, ['sandbox/server.ts'], {
    env: { ...process.env, SANDBOX_DATA: data, ...ports },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const said: string[] = []
  child.stderr.setEncoding('utf8').on('data', (part: string) => said.push(part))
  const [exitCode] = await once(child, 'close')
  expect(exitCode).toBe(1)
  return said.join('')
}

test.each([
  ['SANDBOX_PORT', 'its own', 0],
  ['SANDBOX_BANK_PORTS', 'the first bank', 1],
  ['SANDBOX_BANK_PORTS', 'the last bank', 2],
] as const)('a busy port names %s when it is for %s', async (variable, _whose, at) => {
  const [own, ...banks] = (await freePorts(3)).with(at, busy)
  const said = await complaint({
    SANDBOX_PORT: String(own),
    SANDBOX_BANK_PORTS: banks.join(','),
  })
  expect(said).toBe(`Port ${busy} is in use. Stop what runs there, or set ${variable}.\n`)
})

test.each(['4401', '4401,4401', '4400,4401', '4401,0', '4401,4402,4403', 'a,b'])(
  'ports of banks that make no sense are refused by name: %s',
  async (ports) => {
    const said = await complaint({ SANDBOX_PORT: '4400', SANDBOX_BANK_PORTS: ports })
    expect(said).toContain('SANDBOX_BANK_PORTS')
  },
)

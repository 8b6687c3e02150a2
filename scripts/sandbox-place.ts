import { commandFaults } from './command-faults.ts'
import { fail, words } from './fail.ts'
import { portFrom, requireFreePort } from './port.ts'
import { banks } from './sandbox-institutions.ts'

/**
 * Where the sandbox is to stand, and the variables that put it there. Ends the command where a port is
 * taken.
 */
export async function findSandboxPlace() {
  const port = portFrom('SANDBOX_PORT', 4400)
  const bankPorts = bankPortsBeside(port)
  await requireFreePort(port, 'SANDBOX_PORT')
  for (const bankPort of bankPorts) await requireFreePort(bankPort, 'SANDBOX_BANK_PORTS')

  return {
    sandboxUrl: originAt(port),
    bankUrls: bankPorts.map(originAt),
    variables: { SANDBOX_PORT: String(port), SANDBOX_BANK_PORTS: bankPorts.join(',') },
  }
}

/** The ports after the sandbox's own, unless they are given. */
function bankPortsBeside(port: number): readonly number[] {
  const given = process.env.SANDBOX_BANK_PORTS
  const ports = given ? given.split(',').map(Number) : banks.map((_, index) => port + 1 + index)
  const areSane = ports.every((it) => Number.isInteger(it) && it >= 1 && it <= 65_535)
  const areDistinct = new Set([port, ...ports]).size === 1 + banks.length
  if (areSane && areDistinct && ports.length === banks.length) return ports
  return fail(
    words(given ? commandFaults['bank-ports-malformed'] : commandFaults['sandbox-port-too-high'], {
      count: banks.length,
    }),
  )
}

// An address, not `localhost`: cookies ignore ports.
function originAt(port: number): string {
  return `http://127.0.0.1:${port}`
}

import { once } from 'node:events'
import { existsSync } from 'node:fs'
import type { Server } from 'node:http'
import { banks } from './consumer/banks.ts'
import { bankSite } from './consumer/site.ts'
import { identitySite } from './identity.ts'
import { clientsFile } from './secrets.ts'
import { originAt, readSettings, type Settings } from './settings.ts'
import { createSite } from './site.ts'

/** Starts the sandbox: `node sandbox/server.ts`. What it reads from the environment is in the README. */
async function start(): Promise<void> {
  const settings = settingsOrExit()
  const isFirstStart = !existsSync(clientsFile(settings.dataFolder))
  const servers: Server[] = []

  async function open(server: Server, port: number, variable: string): Promise<void> {
    servers.push(server)
    server.on('error', (error) => {
      const busy = 'code' in error && error.code === 'EADDRINUSE'
      const busyHint = `Port ${port} is in use. Stop what runs there, or set ${variable}.`
      exit(busy ? busyHint : error.message)
    })
    // Never on all interfaces: everybody here has the same password.
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
  }

  for (const [index, bank] of banks.entries()) {
    const port = settings.bankPorts[index] ?? 0
    await open(await createSite(await bankSite(bank, port, settings)), port, 'SANDBOX_BANK_PORTS')
  }
  // Last, so that all are there when this one answers.
  await open(await createSite(await identitySite(settings)), settings.port, 'SANDBOX_PORT')
  for (const [index, { name }] of banks.entries()) {
    console.log(`${name} is at ${originAt(settings.bankPorts[index] ?? 0)}`)
  }
  if (isFirstStart) console.log(`Sandbox client secrets are in ${clientsFile(settings.dataFolder)}`)
  console.log(`Sandbox ready at ${originAt(settings.port)}`)

  async function stop(): Promise<void> {
    const closed = servers.map((server) => once(server, 'close'))
    for (const server of servers) {
      server.close()
      server.closeAllConnections()
    }
    await Promise.all(closed)
    process.exit(0)
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)

  // npm does not pass a signal on to what it started; an orphan is given another parent.
  const parent = process.ppid
  setInterval(() => void (process.ppid !== parent && stop()), 500).unref()
}

function settingsOrExit(): Settings {
  try {
    return readSettings(process.env)
  } catch (error) {
    return exit(error instanceof Error ? error.message : String(error))
  }
}

function exit(message: string): never {
  console.error(message)
  process.exit(1)
}

await start()

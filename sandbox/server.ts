import { existsSync } from 'node:fs'
import { secretClientIds } from './authorization/clients.ts'
import { createSandbox } from './sandbox.ts'
import { clientsFile, readOrMakeSecrets } from './secrets.ts'
import { readSettings, type Settings } from './settings.ts'

/** Starts the sandbox: `node sandbox/server.ts`. What it reads from the environment is in the README. */
async function start(): Promise<void> {
  const settings = settingsOrExit()
  const isFirstStart = !existsSync(clientsFile(settings.dataFolder))
  const secrets = await readOrMakeSecrets(settings.dataFolder, secretClientIds)
  const server = await createSandbox(settings, secrets)

  server.on('error', (error) => {
    const busy = 'code' in error && error.code === 'EADDRINUSE'
    const busyHint = `Port ${settings.port} is in use. Stop what runs there, or set SANDBOX_PORT.`
    exit(busy ? busyHint : error.message)
  })
  // Never on all interfaces: everybody here has the same password.
  server.listen(settings.port, '127.0.0.1', () => {
    if (isFirstStart) {
      console.log(`Sandbox client secrets are in ${clientsFile(settings.dataFolder)}`)
    }
    console.log(`Sandbox ready at ${settings.origin}`)
  })

  function stop(): void {
    server.close(() => process.exit(0))
    server.closeAllConnections()
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)

  // npm does not pass a signal on to what it started; an orphan is given another parent.
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && stop(), 500).unref()
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

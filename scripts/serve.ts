import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { type Env, readEnv } from '../lib/env.ts'
import { appendConnection } from '../lib/http/client-address.ts'
import { spareProxy } from '../lib/http/proxy-mark.ts'
import { isForPath } from '../lib/http/request-target.ts'
import { reportConfiguration } from '../lib/report.ts'
import { finishShutdown } from '../lib/shutdown.ts'
import { flushTelemetry } from '../lib/telemetry.ts'
import { createBoundedServer } from './bounded-server.ts'
import { commandFaults } from './command-faults.ts'
import { drainable } from './drain.ts'
import { fail, words } from './fail.ts'
import { inStep } from './in-step.ts'
import { busyPort, portFrom } from './port.ts'
import { projectFolder } from './project-folder.ts'
import { whenToldToStop } from './told-to-stop.ts'

/** For what is done after the last answer. */
const longestLastMs = 1_000

/** The app in production, configured by the environment of this process and nothing else. */
async function serve(): Promise<void> {
  process.chdir(projectFolder)
  // The second keeps Next.js from reading .env files: it takes them for read already.
  Object.assign(process.env, { NODE_ENV: 'production', __NEXT_PROCESSED_ENV: 'true' })

  const { appUrl } = configuration()
  const port = portFrom('PORT', 3000)
  if (!existsSync('.next/BUILD_ID')) fail(words(commandFaults['no-build']))

  // As Next.js' own server.js does: the configuration that was built. An image has no other.
  const { config } = JSON.parse(readFileSync('.next/required-server-files.json', 'utf8'))
  process.env.__NEXT_PRIVATE_STANDALONE_CONFIG = JSON.stringify(config)

  // Not before NODE_ENV is set: React decides by it when it is loaded.
  const { default: next } = await import('next')
  // Quiet: it would print errors in full; `instrumentation.ts` tells the log of them.
  const app = next({ dev: false, dir: projectFolder, port, quiet: true })
  await app.prepare()
  const answer = app.getRequestHandler()
  const run = inStep()
  const server = createBoundedServer((request, response) => {
    appendConnection(request)
    if (isForPath(request)) {
      run(() => void spareProxy(request).then(() => answer(request, response)))
    } else response.writeHead(400).end()
  })
  const { drain } = drainable(server)

  server.on('error', (error) => {
    const busy = 'code' in error && error.code === 'EADDRINUSE'
    fail(
      busy
        ? busyPort(port, 'PORT')
        : words(commandFaults['cannot-listen'], { reason: error.message }),
    )
  })
  server.listen(port, () => console.log(`Foyer is listening on ${appUrl}`))

  const stop = async () => {
    await drain()
    const last = Promise.allSettled([finishShutdown(), flushTelemetry()])
    await Promise.race([last, wait(longestLastMs)])
    process.exit(0)
  }
  whenToldToStop(stop, () => process.exit(1))
}

function configuration(): Env {
  try {
    return readEnv(process.env)
  } catch (error) {
    return fail(`${reportConfiguration(error)}\n${commandFaults['configuration-faults'].remedy}`)
  }
}

await serve()

import { existsSync } from 'node:fs'
import { createServer, type ServerResponse } from 'node:http'
import { type Env, readEnv } from '../lib/env.ts'
import { everyAnswer } from '../lib/every-answer.ts'
import { reportConfiguration } from '../lib/report.ts'
import { isForPath } from '../lib/request-target.ts'
import { beginShutdown, isShuttingDown } from '../lib/shutdown.ts'
import { flushTelemetry } from '../lib/telemetry.ts'
import { fail } from './fail.ts'
import { busyPort, portFrom } from './port.ts'
import { projectFolder } from './project-folder.ts'
import { whenToldToStop } from './told-to-stop.ts'

const drainMs = 10_000

/** The app in production, configured by the environment of this process and nothing else. */
async function serve(): Promise<void> {
  process.chdir(projectFolder)
  // The second keeps Next.js from reading .env files: it takes them for read already.
  Object.assign(process.env, { NODE_ENV: 'production', __NEXT_PROCESSED_ENV: 'true' })

  const { appUrl } = configuration()
  const port = portFrom('PORT', 3000)
  if (!existsSync('.next/BUILD_ID')) fail('There is no build yet: run npm run build first.')

  // Not before NODE_ENV is set: React decides by it when it is loaded.
  const { default: next } = await import('next')
  const app = next({ dev: false, dir: projectFolder, port })
  await app.prepare()
  const answer = app.getRequestHandler()
  const running = new Set<ServerResponse>()
  const server = createServer((request, response) => {
    running.add(response)
    response.once('close', () => {
      running.delete(response)
      if (isShuttingDown()) endWhenIdle()
    })
    // Next.js adds them too, but not to what it answers before it looks at the configuration.
    response.setHeaders(new Map(Object.entries(everyAnswer)))
    if (isForPath(request)) void answer(request, response)
    else response.writeHead(400).end()
  })

  server.on('error', (error) => {
    const busy = 'code' in error && error.code === 'EADDRINUSE'
    fail(busy ? busyPort(port, 'PORT') : error.message)
  })
  server.listen(port, () => console.log(`Foyer is listening on ${appUrl}`))

  // Until the last answer is out we listen: whoever asks hears that we are no longer ready.
  function endWhenIdle(): void {
    if (running.size === 0) server.close(() => void flushTelemetry().then(() => process.exit(0)))
  }
  whenToldToStop(() => {
    beginShutdown()
    endWhenIdle()
    setTimeout(() => process.exit(0), drainMs)
  })
}

function configuration(): Env {
  try {
    return readEnv(process.env)
  } catch (error) {
    return fail(reportConfiguration(error))
  }
}

await serve()

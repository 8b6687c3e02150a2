import type { Server, ServerResponse } from 'node:http'
import { beginShutdown, isShuttingDown } from '../lib/shutdown.ts'

const longestMs = 10_000
const lookMs = 100

/**
 * Lets a server end without cutting anybody off.
 *
 * What was begun before the end was told is finished. Until then we listen: whoever asks is answered, hears
 * from `/health/ready` that we are no longer ready, and loses the connection with the answer, so that a
 * balancer goes elsewhere. What is not done in ten seconds is cut off after all.
 */
export function drainable(server: Server) {
  const running = new Set<ServerResponse>()
  let isDone: (() => void) | null = null

  /** No further request on this connection. */
  function isLast(response: ServerResponse): void {
    if (!response.headersSent) response.setHeader('connection', 'close')
  }

  server.prependListener('request', (_request, response: ServerResponse) => {
    if (isShuttingDown()) return isLast(response)
    running.add(response)
    response.once('close', () => {
      running.delete(response)
      if (running.size === 0) isDone?.()
    })
  })

  return {
    /** Ends when everything is answered and every connection closed, or time is up. */
    async drain(): Promise<void> {
      beginShutdown()
      for (const response of running) isLast(response)
      const late = setTimeout(() => server.closeAllConnections(), longestMs)
      if (running.size > 0) {
        await new Promise<void>((resolve) => {
          isDone = resolve
          setTimeout(resolve, longestMs)
        })
      }
      const idle = setInterval(() => server.closeIdleConnections(), lookMs)
      await new Promise((resolve) => server.close(resolve))
      clearTimeout(late)
      clearInterval(idle)
    },
  }
}

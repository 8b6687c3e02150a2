import { processState } from '#lib/process-state.ts'
import { shutdownBegun } from '#lib/shutdown.ts'
import { listen } from './ring.ts'

/** How much a browser is told, and how many are. */
export const limits = {
  /** A browser has six connections to one server: two are left for what it is looking at. */
  streamsOfBrowser: 4,
  streams: 100,
  lastsMs: 600_000,
  heartbeatMs: 15_000,
  everyMs: 100,
  /** Messages that a browser may leave unread. */
  unread: 64,
}

const open = () => processState('inspector.streams', () => new Map<symbol, string>())

/**
 * Tells a browser which of its flows change, as server-sent events: `event: change`, and a line of data with
 * the id for each flow. Ends by itself: after ten minutes, and when the process is to end.
 *
 * @returns null when this browser, or all of them, have as many as they may
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function changesOf(browser: string): ReadableStream<Uint8Array> | null {
  const streams = [...open().values()]
  const ofBrowser = streams.filter((one) => one === browser)
  if (streams.length >= limits.streams || ofBrowser.length >= limits.streamsOfBrowser) return null

  const seat = Symbol('stream')
  open().set(seat, browser)
  const over = new AbortController()
  return new ReadableStream<Uint8Array>({
    start(controller) {
      tell(browser, over, controller)
      over.signal.addEventListener('abort', () => open().delete(seat))
    },
    cancel: () => over.abort(),
  })
}

function tell(
  browser: string,
  over: AbortController,
  controller: ReadableStreamDefaultController<Uint8Array>,
): void {
  const encoder = new TextEncoder()
  const changed = new Set<string>()
  let next: NodeJS.Timeout | null = null

  const send = (message: string) => {
    if ((controller.desiredSize ?? 0) < -limits.unread) return end()
    controller.enqueue(encoder.encode(`${message}\n\n`))
  }
  const sendChanges = () => {
    next = null
    if (changed.size === 0) return
    send(['event: change', ...[...changed].map((id) => `data: ${id}`)].join('\n'))
    changed.clear()
    next = setTimeout(sendChanges, limits.everyMs)
  }
  const stop = listen(browser, (id) => {
    changed.add(id)
    if (next === null) sendChanges()
  })
  const heartbeat = setInterval(() => send(': still here'), limits.heartbeatMs)
  const last = setTimeout(end, limits.lastsMs)
  shutdownBegun().addEventListener('abort', end, { signal: over.signal })
  over.signal.addEventListener('abort', () => {
    stop()
    clearInterval(heartbeat)
    clearTimeout(last)
    if (next !== null) clearTimeout(next)
  })
  send(': listening')
  if (shutdownBegun().aborted) end()

  function end(): void {
    if (over.signal.aborted) return
    over.abort()
    controller.close()
  }
}

/**
 * Messages as server-sent events, each sent when it comes. No proxy may hold them back or press them.
 *
 * @param listen begins when the answer does; the signal says that the browser has gone
 * @param whenOver called once, however it ends
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function eventStream(
  listen: (gone: AbortSignal) => AsyncGenerator<unknown>,
  whenOver: () => void,
): Response {
  const gone = new AbortController()
  const messages = listen(gone.signal)
  const encoder = new TextEncoder()

  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const next = await messages.next()
        if (!next.done) {
          return controller.enqueue(encoder.encode(`data: ${JSON.stringify(next.value)}\n\n`))
        }
        controller.close()
      } catch (error) {
        controller.error(error)
      }
      whenOver()
    },
    cancel() {
      gone.abort()
      whenOver()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    },
  })
}

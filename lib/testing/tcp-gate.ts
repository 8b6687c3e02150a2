import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A way to a server that can be blocked: its own port, which leads there as long as the gate is open. */
export async function startGate(port: number, host = '127.0.0.1') {
  const sockets = new Set<Socket>()
  const answering = new Set<Socket>()
  let state: 'open' | 'silent' | 'shut' = 'open'
  let isMeant = (_asked: string) => false
  const server = createServer({ pauseOnConnect: true }, (from) => {
    if (state === 'shut') {
      from.destroy()
      return
    }
    const to = connect(port, host)
    answering.add(to)
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => null)
      socket.on('close', () => {
        sockets.delete(socket)
        answering.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
      if (state === 'silent') socket.pause()
      else socket.resume()
    }
    from.on('data', (asked) => void (isMeant(String(asked)) && to.pause()))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')

  function cut(): void {
    for (const socket of sockets) socket.destroy()
  }

  return {
    port: (server.address() as AddressInfo).port,
    /** Everything that is connected now is cut off. */
    cut,
    /** Cuts off, and takes no new connection. */
    shut() {
      state = 'shut'
      cut()
    },
    /** Takes connections, and lets nothing through in either direction. */
    silence() {
      state = 'silent'
      for (const socket of sockets) socket.pause()
    },
    /** Lets through what is asked, and nothing of what is answered. */
    holdAnswers() {
      for (const socket of answering) socket.pause()
    },
    /** The same, once something is asked that has this in it. */
    holdAnswerTo(part: string) {
      isMeant = (asked) => asked.includes(part)
    },
    open() {
      state = 'open'
      for (const socket of sockets) socket.resume()
    },
    async close() {
      cut()
      server.close()
    },
  }
}

export type Gate = Awaited<ReturnType<typeof startGate>>

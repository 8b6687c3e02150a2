import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** What stands in front of several instances: each connection goes to the next of them. */
export async function startBalancer() {
  const open = new Set<Socket>()
  let ports: readonly number[] = []
  let connections = 0
  const server = createServer((from) => {
    const port = ports[connections++ % ports.length]
    const to = connect(port ?? 0, 'localhost')
    for (const [socket, other] of [
      [from, to],
      [to, from],
    ] as const) {
      open.add(socket)
      socket.on('error', () => null)
      socket.on('close', () => {
        open.delete(socket)
        other.destroy()
      })
      socket.pipe(other)
    }
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')

  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    /** From now on it leads to these; who was connected has to connect anew. */
    leadTo(...next: readonly number[]) {
      ports = next
      for (const socket of open) socket.destroy()
    },
    close() {
      for (const socket of open) socket.destroy()
      server.close()
    },
  }
}

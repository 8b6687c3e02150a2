import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * What becomes of the next change: its answer gets lost, or it is refused before it arrives. `look-fails`
 * is for the next look at anything.
 */
export type Mishap = 'answer-lost' | 'token-refused' | 'fault' | 'look-fails'

/** Stands between the app and the API, and does to one call what a journey says. */
export async function startBetween() {
  let target = ''
  let mishap: Mishap | null = null
  const changes: string[] = []

  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const isChange = request.method === 'PATCH' || request.method === 'PUT'
    const happens = isChange !== (mishap === 'look-fails') ? mishap : null
    if (isChange) changes.push(request.method ?? '')
    if (happens) mishap = null
    if (happens === 'token-refused') {
      response.writeHead(401, { 'www-authenticate': 'Bearer error="invalid_token"' }).end('{}')
      return
    }
    if (happens === 'fault' || happens === 'look-fails') {
      response.writeHead(500).end('{}')
      return
    }

    const { host: _host, connection: _connection, ...headers } = request.headers
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers: headers as Record<string, string>,
      body: parts.length > 0 ? Buffer.concat(parts) : null,
    })
    if (happens === 'answer-lost') {
      request.socket.destroy()
      return
    }
    const kept = ['content-type', 'x-request-id', 'www-authenticate']
    for (const name of kept) {
      const value = answer.headers.get(name)
      if (value !== null) response.setHeader(name, value)
    }
    response.writeHead(answer.status).end(Buffer.from(await answer.arrayBuffer()))
  })
  server.listen(0, '127.0.0.1').unref()
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo

  return {
    url: `http://127.0.0.1:${port}`,
    /** Every change that came by since. */
    changes,
    leadTo(url: string): void {
      target = url
      changes.length = 0
    },
    next(what: Mishap): void {
      mishap = what
    },
  }
}

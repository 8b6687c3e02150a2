import type { IncomingMessage, ServerResponse } from 'node:http'

/** The answer of a server that repeats every secret it knows, wherever there is room for one. */
export function shouts(secrets: ReadonlySet<string>, status: number) {
  return (_request: IncomingMessage, response: ServerResponse): void => {
    const error = [...secrets].join(' ')
    response.writeHead(status, {
      'content-type': 'application/json',
      'x-request-id': error.slice(0, 90),
    })
    response.end(
      JSON.stringify({ error, error_description: error, message: error, [error]: error }),
    )
  }
}

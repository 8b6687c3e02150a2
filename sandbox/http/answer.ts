import type { IncomingMessage, ServerResponse } from 'node:http'

/** What the sandbox answers of its own: a page, JSON, or the way to another page. */
export function answerPage(response: ServerResponse, page: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' }).end(page)
}

export function answerJson(response: ServerResponse, value: unknown, status = 200): void {
  response
    .writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(value))
}

/** After a form: whoever reloads the page that follows sends nothing twice. */
export function seeOther(response: ServerResponse, location: string): void {
  response.writeHead(303, { location }).end()
}

/** Whether who asks is a program that wants to read what a page tells. */
export function wantsJson({ headers }: IncomingMessage): boolean {
  return /^application\/json\b/i.test(headers.accept ?? '')
}

import type { IncomingMessage, ServerResponse } from 'node:http'
import { freePort } from '../scripts/port.ts'

/** One way in which a server has a bad day. */
export type Fault = Readonly<{
  what: string
  /** What it does with every request for the path; or else, the address it cannot be reached at. */
  answer?: (request: IncomingMessage, response: ServerResponse) => void
  address?: () => Promise<string>
  /** What the log says, whichever call it is. */
  reason: RegExp
  /** Whether what only reads is tried once more. */
  passes: boolean
}>

const unreadable =
  /answered no metadata|key set of the issuer cannot be used|could not be read|has another shape/
const late = /did not answer within (5|10)000 ms/

const answers =
  (status: number, body: string, headers = {}): Fault['answer'] =>
  (_request, response) =>
    response.writeHead(status, headers).end(body)
const json = { 'content-type': 'application/json' }

/** A status says nothing where keys are read: the library has one word for all that is no key set. */
const status = (code: number) => new RegExp(`answered ${code}|key set of the issuer cannot be used`)

/** The bad days that the app is taken through, with what its log has to say of each. */
export const faults: readonly Fault[] = [
  {
    what: 'down',
    address: async () => `http://127.0.0.1:${await freePort()}`,
    reason: /could not be reached \(ECONNREFUSED\)/,
    passes: true,
  },
  {
    what: 'not to be found by name',
    address: async () => 'https://nowhere.invalid',
    reason: /could not be reached \((ENOTFOUND|EAI_AGAIN)\)/,
    passes: true,
  },
  {
    what: 'resetting the connection',
    answer: (request) => request.socket.destroy(),
    reason: /could not be reached \((UND_ERR_SOCKET|ECONNRESET)\)/,
    passes: true,
  },
  { what: 'silent', answer: () => {}, reason: late, passes: false },
  { what: 'slow', answer: drips, reason: late, passes: false },
  { what: 'endless', answer: pours, reason: /more than [15]000000 bytes/, passes: false },
  { what: 'answering 500', answer: answers(500, '{}', json), reason: status(500), passes: false },
  { what: 'answering 503', answer: answers(503, '{}', json), reason: status(503), passes: true },
  { what: 'answering 429', answer: answers(429, '{}', json), reason: status(429), passes: false },
  {
    what: 'answering 429, and asking for a second',
    answer: answers(429, '{}', { ...json, 'retry-after': '1' }),
    reason: status(429),
    passes: true,
  },
  {
    what: 'answering HTML',
    answer: answers(200, '<html>Maintenance</html>', { 'content-type': 'text/html' }),
    reason: unreadable,
    passes: false,
  },
  {
    what: 'answering half a document',
    answer: answers(200, '{"issuer":"http', json),
    reason: unreadable,
    passes: false,
  },
  { what: 'answering nothing', answer: answers(200, '', json), reason: unreadable, passes: false },
]

function drips(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, json)
  const more = setInterval(() => response.write(' '), 500)
  response.once('close', () => clearInterval(more))
}

/** 60 MB, as fast as they are taken. */
function pours(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200, json)
  const part = ' '.repeat(65_536)
  let left = 60_000_000 / part.length
  const more = () => {
    if (response.destroyed) return
    left -= 1
    if (left < 0) response.end()
    else if (response.write(part)) setImmediate(more)
    else response.once('drain', more)
  }
  more()
}

import { subscribe } from 'node:diagnostics_channel'
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http'
import { statusOf } from '#app/page-status.ts'
import { env } from '#lib/env.ts'
import { contentSecurityPolicy } from '#lib/http/content-security-policy.ts'
import { everyAnswer } from '#lib/http/every-answer.ts'
import { withFewParameters } from '#lib/http/few-parameters.ts'
import { type Look, proxyMark, setStoreGate } from '#lib/http/proxy-mark.ts'
import { isElsewhere } from '#lib/http/request-origin.ts'
import { needsStore, storeFault } from '#lib/http/store-gate.ts'
import { processState } from '#lib/process-state.ts'

type Exchange = Readonly<{ request: IncomingMessage; response: ServerResponse }>

const usual = new Map(Object.entries(everyAnswer))
/** Files, and what machines ask for by whatever address they know us. */
const notForPeople =
  /^\/(?:_next\/static\/|(?:health\/(?:live|ready)|\.well-known\/jwks\.json|icon\.svg)(?:$|\?))/

/**
 * From now on, every request that an HTTP server of this process takes in is met before Next.js sees it.
 *
 * @see docs/decisions/007-the-front-door.md for why `proxy.ts` does not do this
 */
export function openFrontDoor(): void {
  setStoreGate(async () => (await storeFault()) === null)
  processState('front-door', () => {
    subscribe('http.server.request.start', (exchange) => receive(exchange as Exchange))
    return 'open'
  })
}

/**
 * Sets the headers of the answer, cuts off more parameters than anybody needs, and marks who must be looked
 * at more closely; nothing else: who may see what is decided where the data is fetched.
 *
 * Every answer to a browser gets a policy with a nonce of its own. Next.js reads it from the request and
 * puts the nonce on its scripts, so what a client sent under that name is always overwritten.
 */
function receive({ request, response }: Exchange): void {
  const { headers } = request
  const url = withFewParameters(request.url ?? '')
  request.url = url
  response.setHeaders(usual)
  delete headers[proxyMark]
  if (notForPeople.test(url)) return

  const { appUrl } = env()
  const policy = contentSecurityPolicy(crypto.randomUUID())
  headers['content-security-policy'] = policy
  delete headers['content-security-policy-report-only']
  response.setHeader('content-security-policy', policy)
  if (appUrl.startsWith('https:')) {
    response.setHeader('strict-transport-security', 'max-age=63072000')
  }
  const look = lookSafely(request, appUrl)
  if (look !== null) headers[proxyMark] = look
}

/** A mistake of ours would end the process here; in the proxy it ends the request. */
function lookSafely(request: IncomingMessage, appUrl: string): Look | null {
  try {
    return whatToLookAt(request, appUrl)
  } catch {
    return 'address'
  }
}

function whatToLookAt(
  { url = '', method = '', headers }: IncomingMessage,
  appUrl: string,
): Look | null {
  const address = URL.parse(url, appUrl)
  const asked = { method, headers: readable(headers) }
  if (!address || statusOf(address) !== null || isElsewhere(asked, appUrl)) return 'address'
  return needsStore(asked, address.pathname) ? 'store' : null
}

/** For a few looks; to make `Headers` of them would cost more than all the rest. */
function readable(headers: IncomingHttpHeaders): Pick<Headers, 'get' | 'has'> {
  return {
    get: (name) => headers[name]?.toString() ?? null,
    has: (name) => headers[name] !== undefined,
  }
}

import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '#lib/env.ts'
import { takeWitness } from '#lib/witness.ts'
import { browserIn, newBrowser } from './browser.ts'
import { currentStep, type Exchange, enterExchange, isBeside } from './exchange.ts'
import type { Step } from './flow.ts'
import { flowKnown, isOurs, rememberRedirect } from './flow-finder.ts'
import { shownAddress, shownCookies, shownHeaders, shownSetCookies } from './message.ts'
import { recorder } from './recorder.ts'
import { addStep, change, completeStep, flowOf } from './ring.ts'
import { speakAlso } from './spoken-names.ts'

type Asked = Readonly<{ request: IncomingMessage; response: ServerResponse }>

/** Where a flow may begin in a browser that we do not know yet, and where one looks at flows. */
const givesCookie = /^\/(?:auth\/authorize|inspector(?:\/|$))/

/**
 * Begins to record, for as long as the process lives: every request that comes in, with all that follows
 * from it, in the memory of this process alone.
 */
export function openInspector(): void {
  const { institutionParameter, institutionClaim, institutions } = env()
  const own = [...institutions.values()].flatMap((it) => [
    it.institutionParameter,
    it.institutionClaim,
  ])
  speakAlso([institutionParameter, institutionClaim, ...own].filter((it) => it !== null))

  const exchanges = new WeakMap<IncomingMessage, Exchange>()
  subscribe('http.server.request.start', (message) => {
    const exchange = begin(message as Asked)
    exchanges.set((message as Asked).request, exchange)
    enterExchange(exchange)
  })
  subscribe('http.server.response.finish', (message) => {
    const { request, response } = message as Asked
    const exchange = exchanges.get(request)
    if (exchange && !isBeside(exchange)) finish(exchange, response)
  })
  takeWitness(recorder)
}

function begin({ request, response }: Asked): Exchange {
  const { appUrl } = env()
  const url = URL.parse(request.url ?? '', appUrl) ?? new URL(appUrl)
  let browser = browserIn(request.headers.cookie)
  if (browser === null && givesCookie.test(url.pathname)) {
    const { id, setCookie } = newBrowser()
    response.setHeader('set-cookie', setCookie)
    browser = id
  }
  const startedAt = Date.now()
  const fromIssuer = url.pathname === '/auth/backchannel-logout'
  return {
    browser: fromIssuer ? null : browser,
    method: request.method ?? '',
    url,
    startedAt,
    request: shownRequest(request, url, startedAt, fromIssuer),
    flowId: null,
    answerStep: -1,
    isOver: false,
  }
}

/** By our front door, on the way in. */
const isAdded = new Set(['content-security-policy', 'x-foyer-proxy'])

function shownRequest(
  { method = '', headers }: IncomingMessage,
  url: URL,
  at: number,
  fromIssuer: boolean,
): Step {
  const fields = Object.entries(headers).flatMap(([name, value]) =>
    typeof value === 'string' && !isAdded.has(name) ? [[name, value] as const] : [],
  )
  return {
    type: 'request',
    at,
    within: currentStep(),
    from: fromIssuer ? 'issuer' : 'browser',
    method,
    address: shownAddress(url, env().appUrl),
    headers: shownHeaders(fields),
    cookies: shownCookies(headers.cookie ?? ''),
  }
}

function finish(exchange: Exchange, response: ServerResponse): void {
  const flowId = flowKnown(exchange)
  if (flowId === null) return
  const { appUrl } = env()
  const { browser, startedAt } = exchange
  const [location] = [response.getHeader('location')].flat()
  const url = location === undefined ? null : URL.parse(String(location), appUrl)
  const goes = url && (isOurs(url) ? 'here' : 'issuer')
  const cookies = [response.getHeader('set-cookie') ?? []].flat().map(String)
  const now = Date.now()
  const answer: Step = {
    ...{ type: 'answer', at: now, within: null, status: response.statusCode, goes },
    location: url && shownAddress(url, appUrl),
    setCookies: shownSetCookies(cookies),
    durationMs: now - startedAt,
  }
  if (exchange.answerStep >= 0) completeStep(flowId, exchange.answerStep, answer)
  else addStep(flowId, answer)

  if (url) rememberRedirect(flowId, browser, url)
  if (browser === null) {
    change(flowId, { outcome: response.statusCode === 200 ? 'completed' : 'refused' })
  } else if (goes !== 'issuer' && flowOf(browser, flowId)?.outcome === 'under way') {
    change(flowId, { outcome: 'completed' })
  }
}

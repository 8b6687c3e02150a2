import { env } from '#lib/env.ts'
import { processState } from '#lib/process-state.ts'
import type { Exchange } from './exchange.ts'
import type { FlowKind } from './flow.ts'
import { markOf } from './mask.ts'
import { addStep, beginFlow, change, flowOf } from './ring.ts'

/** So long a redirect may take to come back to us by another page of ours. */
const followMs = 30_000
/** So long a person may take there: a sign-in lasts no longer. */
const awayMs = 600_000
const mostRemembered = 2_000

/** Flows by what leads back to them: the mark of a `state`, and the address a browser was sent to. */
const leads = () => processState('inspector.leads', () => new Map<string, Lead>())
type Lead = Readonly<{ flowId: string; until: number }>

/**
 * Remembers where a flow goes on. A `state` that went out comes back with its answer (RFC 6749 §4.1.2), and a
 * browser that was sent to a page of ours will ask for it next.
 */
export function rememberRedirect(flowId: string, browser: string | null, to: URL): void {
  const state = to.searchParams.get('state')
  if (!isOurs(to)) {
    if (state) remember(`state ${markOf(state)}`, flowId, Date.now() + awayMs)
  } else if (browser !== null) {
    remember(`${browser} ${pathOf(to)}`, flowId, Date.now() + followMs)
  }
}

/** Whether an address is a page of ours, and not the authorization server's. */
export function isOurs({ origin }: URL): boolean {
  return origin === env().appUrl
}

/** The flow of a request, begun now if it has none: of the kind that its path says, or of this one. */
export function flowFor(exchange: Exchange, kind?: FlowKind): string {
  const known = flowKnown(exchange)
  if (known === null) return begin(exchange, kind ?? kindOf(exchange))
  if (kind !== undefined && isPlain(exchange, known)) change(known, { kind })
  return known
}

/** The flow of a request, where it has one: its own, or the one that it goes on with. */
export function flowKnown(exchange: Exchange): string | null {
  if (exchange.flowId === null) {
    exchange.flowId = followed(exchange)
    if (exchange.flowId !== null) addStep(exchange.flowId, exchange.request)
  }
  return exchange.flowId
}

function begin(exchange: Exchange, kind: FlowKind): string {
  const { browser, url, startedAt, request } = exchange
  const institutionId =
    url.searchParams.get('institutionId') ??
    /^\/institutions\/([\w.-]+)\//.exec(url.pathname)?.[1] ??
    null
  const id = beginFlow(browser, kind, institutionId?.slice(0, 100) ?? null, startedAt)
  exchange.flowId = id
  addStep(id, request)
  return id
}

function kindOf({ url }: Exchange): FlowKind {
  const { pathname, searchParams } = url
  const of: Readonly<Record<string, FlowKind>> = {
    '/auth/callback': 'sign-in',
    '/auth/refresh': 'refresh',
    '/auth/logout': 'logout',
    '/auth/logout/elsewhere': 'logout',
    '/auth/backchannel-logout': 'backchannel-logout',
    '/service': 'service',
  }
  if (pathname !== '/auth/authorize') return of[pathname] ?? 'page'
  if (searchParams.has('scope')) return 'consent'
  return searchParams.has('institutionId') ? 'institution' : 'sign-in'
}

/** By its `state`, or because the browser was just sent here: that once. */
function followed({ browser, url }: Exchange): string | null {
  if (browser === null) return null
  const sentTo = `${browser} ${pathOf(url)}`
  const state = url.searchParams.get('state')
  const [lead] = [sentTo, ...(state ? [`state ${markOf(state)}`] : [])]
    .map((name) => leads().get(name))
    .filter((it) => it !== undefined && it.until >= Date.now() && flowOf(browser, it.flowId))
  leads().delete(sentTo)
  return lead?.flowId ?? null
}

/** A page that turns out to renew tokens is about that. */
function isPlain({ browser }: Exchange, flowId: string): boolean {
  return browser !== null && flowOf(browser, flowId)?.kind === 'page'
}

/** Without what the framework adds for its own requests. */
function pathOf(url: URL): string {
  const query = new URLSearchParams(url.searchParams)
  query.delete('_rsc')
  return query.size > 0 ? `${url.pathname}?${query}` : url.pathname
}

function remember(name: string, flowId: string, until: number): void {
  leads().delete(name)
  leads().set(name, { flowId, until })
  const [oldest] = leads().size > mostRemembered ? leads().keys() : []
  if (oldest !== undefined) leads().delete(oldest)
}

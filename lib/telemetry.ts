import {
  type Attributes,
  context,
  metrics,
  propagation,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { kindOf, redacted } from './redaction.ts'
import { witness } from './witness.ts'

// Without an SDK, which only `telemetry-sdk.ts` brings, all of this does nothing.

/** Does work in a span of its own, with what may be told of it. What the work throws marks the span. */
export async function inSpan<T>(
  name: string,
  attributes: Attributes,
  work: (span: Span) => Promise<T>,
  kind: SpanKind = SpanKind.INTERNAL,
): Promise<T> {
  return trace.getTracer('foyer').startActiveSpan(name, { kind }, async (span) => {
    if (span.isRecording()) span.setAttributes(redacted(attributes) as Attributes)
    try {
      return await work(span)
    } catch (error) {
      span.setAttribute('error.type', problemOf(error))
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}

type Registered = Readonly<{ issuer: string; clientId?: string }>

/** A step of the protocol, in a span of its own: its first argument says at which issuer, as which client. */
export function step<Rest extends unknown[], T, Where extends Registered>(
  name: string,
  work: (where: Where, ...rest: Rest) => Promise<T>,
): (where: Where, ...rest: Rest) => Promise<T> {
  return (where, ...rest) => {
    const { issuer, clientId } = where
    const attributes = { 'foyer.issuer': issuer, 'foyer.client_id': clientId }
    const begin = () => work(where, ...rest)
    return inSpan(`foyer ${name}`, attributes, () => witness()?.during(name, begin) ?? begin())
  }
}

/**
 * One request to another server, in a span of its own.
 *
 * @param about never the address as it is: the ids in it name people and accounts
 * @see https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span
 */
export function inRequestSpan(
  name: string,
  about: Readonly<{ method: string; url: string | URL; template?: string; reference?: string }>,
  ask: () => Promise<Response>,
): Promise<Response> {
  const { hostname, port } = new URL(about.url)
  const attributes = {
    'http.request.method': about.method,
    'server.address': hostname,
    ...(port && { 'server.port': Number(port) }),
    'url.template': about.template,
    'foyer.reference': about.reference,
  }
  const work = async (span: Span) => {
    const response = await ask()
    span.setAttribute('http.response.status_code', response.status)
    if (response.status >= 400) span.setStatus({ code: SpanStatusCode.ERROR })
    return response
  }
  return inSpan(name, attributes, work, SpanKind.CLIENT)
}

/** Headers that let a server of ours join its spans to this one. They are for our APIs, and nobody else. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {}
  propagation.inject(context.active(), headers)
  return headers
}

/** Counts one more. */
export function count(name: string, attributes: Attributes = {}): void {
  // Looked up each time: a counter from before the SDK was there would never count.
  metrics.getMeter('foyer').createCounter(name).add(1, attributes)
}

/** Sends what is still waiting to be sent, or gives up after two seconds. */
export async function flushTelemetry(): Promise<void> {
  const tracing = trace.getTracerProvider()
  const providers = [
    'getDelegate' in tracing ? delegateOf(tracing) : tracing,
    metrics.getMeterProvider(),
  ]
  const flushed = providers.map(async (it) => (it as Partial<Flushable>).forceFlush?.())
  const limit = new Promise((resolve) => setTimeout(resolve, 2_000).unref())
  await Promise.race([Promise.allSettled(flushed), limit])
}

type Flushable = { forceFlush(): Promise<void> }

function delegateOf(provider: object): object {
  return (provider as { getDelegate(): object }).getDelegate()
}

/** The code of a problem, which counters and the log have too; of anything else its class. */
function problemOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  return typeof code === 'string' && /^[a-z-]{1,40}$/.test(code) ? code : kindOf(error).name
}

import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http'
import { PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics'
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace-base'
import { registerOTel } from '@vercel/otel'
import { redactedText } from './redaction.ts'
import { wishes } from './telemetry-wishes.ts'

const usualIntervalMs = 60_000

/** Begins to send spans and counters to where the standard variables say. */
export function startTelemetry(): void {
  const { traces, metrics } = wishes(process.env)
  // Both would put addresses of API calls into spans, with the ids in them. Ours have the pattern.
  process.env.NEXT_OTEL_FETCH_DISABLED = '1'
  // It takes any text for a yes, "false" too.
  delete process.env.OTEL_SDK_DISABLED
  registerOTel({
    serviceName: 'foyer',
    // It says so wherever it runs.
    attributes: { 'cloud.provider': undefined, 'vercel.runtime': undefined },
    instrumentations: [],
    // What a browser sends as baggage would travel on to our APIs.
    ...(!process.env.OTEL_PROPAGATORS && { propagators: ['tracecontext'] }),
    spanProcessors: traces ? [onlyWhatMayBeTold, 'auto'] : [],
    metricReaders: metrics ? [metricReader()] : [],
  })
}

function metricReader(): PeriodicExportingMetricReader {
  const asked = Number(process.env.OTEL_METRIC_EXPORT_INTERVAL)
  return new PeriodicExportingMetricReader({
    exporter: new OTLPMetricExporter(),
    exportIntervalMillis: asked > 0 ? asked : usualIntervalMs,
    exportTimeoutMillis: Math.min(asked > 0 ? asked : usualIntervalMs, 10_000),
  })
}

/**
 * Attributes that can hold no secret and no id. Next.js also knows the address as it was asked for, which
 * has the code and the state of a callback in it.
 */
const harmless = new Set([
  ...['http.method', 'http.route', 'http.status_code', 'http.request.method', 'url.template'],
  ...['http.response.status_code', 'server.address', 'server.port', 'error.type'],
  ...['next.route', 'next.span_type', 'next.page', 'next.segment', 'next.rsc'],
  ...['operation.name', 'resource.name'],
])

/** Takes out of every span what the log would not tell either, before anybody sends it. */
const onlyWhatMayBeTold: SpanProcessor = {
  onStart() {},
  onEnd(span: ReadableSpan) {
    for (const [name, value] of Object.entries(span.attributes)) {
      if (!harmless.has(name) && !name.startsWith('foyer.')) delete span.attributes[name]
      else if (typeof value === 'string') span.attributes[name] = redactedText(value)
    }
    // Of an error: its message and its stack may quote anything.
    span.events.length = 0
    Object.assign(span, {
      name: redactedText(span.name.replace(/\?\S*/g, '')),
      status: { code: span.status.code },
    })
  },
  forceFlush: async () => {},
  shutdown: async () => {},
}

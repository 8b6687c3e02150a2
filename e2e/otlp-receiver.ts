import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type ReceivedSpan = Readonly<{
  name: string
  traceId: string
  attributes: Readonly<Record<string, unknown>>
}>

type Attribute = Readonly<{ key: string; value: Readonly<Record<string, unknown>> }>

/** A collector of traces and metrics that keeps what it is sent as OTLP over HTTP, in JSON. */
export async function startOtlpReceiver() {
  const bodies: { path: string; text: string }[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    bodies.push({ path: request.url ?? '', text: Buffer.concat(parts).toString() })
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const sentTo = (path: string) => bodies.filter((it) => it.path === path).map(({ text }) => text)

  return {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
      OTEL_BSP_SCHEDULE_DELAY: '200',
      OTEL_METRIC_EXPORT_INTERVAL: '200',
    },
    /** Everything that was sent, as it came. */
    received: () => bodies.map(({ text }) => text).join('\n'),
    spans(): readonly ReceivedSpan[] {
      return sentTo('/v1/traces').flatMap((text) =>
        JSON.parse(text).resourceSpans.flatMap(scopesOf).map(asSpan),
      )
    },
    /** The last value of each counter, by its name and attributes. */
    counters(): Readonly<Record<string, number>> {
      const values: Record<string, number> = {}
      for (const text of sentTo('/v1/metrics')) {
        for (const { name, sum } of JSON.parse(text).resourceMetrics.flatMap(metricsOf)) {
          for (const { attributes, asDouble, asInt } of sum?.dataPoints ?? []) {
            const [about = ''] = Object.values(attributesOf(attributes))
            values[`${name} ${about}`.trim()] = Number(asDouble ?? asInt)
          }
        }
      }
      return values
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

type Scopes<T> = Readonly<{ [name: string]: readonly T[] }>

function scopesOf({ scopeSpans }: Scopes<Scopes<object>>): object[] {
  return (scopeSpans ?? []).flatMap(({ spans }) => spans ?? [])
}

function metricsOf({ scopeMetrics }: Scopes<Scopes<object>>) {
  return (scopeMetrics ?? []).flatMap(({ metrics }) => metrics ?? []) as Metric[]
}

type Metric = Readonly<{
  name: string
  sum?: { dataPoints: { attributes: Attribute[]; asDouble?: number; asInt?: string }[] }
}>

function asSpan(span: object): ReceivedSpan {
  const { name, traceId, attributes } = span as ReceivedSpan & { attributes: Attribute[] }
  return { name, traceId, attributes: attributesOf(attributes) }
}

function attributesOf(attributes: readonly Attribute[]): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]))
}

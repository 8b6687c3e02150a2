type Variables = Readonly<Record<string, string | undefined>>

/**
 * Whether an operator wants traces and metrics: by the variables every OpenTelemetry SDK knows.
 *
 * @see https://opentelemetry.io/docs/specs/otel/configuration/sdk-environment-variables/
 */
export function wishes(env: Variables): Readonly<{ traces: boolean; metrics: boolean }> {
  const isOn = env.OTEL_SDK_DISABLED?.toLowerCase() !== 'true'
  const wants = (signal: 'TRACES' | 'METRICS') =>
    isOn &&
    env[`OTEL_${signal}_EXPORTER`] !== 'none' &&
    Boolean(env.OTEL_EXPORTER_OTLP_ENDPOINT || env[`OTEL_EXPORTER_OTLP_${signal}_ENDPOINT`])
  return { traces: wants('TRACES'), metrics: wants('METRICS') }
}

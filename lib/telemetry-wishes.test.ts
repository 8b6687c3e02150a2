import { expect, test } from 'vitest'
import { wishes } from './telemetry-wishes.ts'

const endpoint = 'http://127.0.0.1:4318'

test.each([
  ['nothing', {}, false, false],
  ['an endpoint for all', { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }, true, true],
  ['one for traces', { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: endpoint }, true, false],
  ['one for metrics', { OTEL_EXPORTER_OTLP_METRICS_ENDPOINT: endpoint }, false, true],
  ['an empty one', { OTEL_EXPORTER_OTLP_ENDPOINT: '' }, false, false],
  ['a name alone', { OTEL_SERVICE_NAME: 'foyer' }, false, false],
  [
    'an endpoint, and no metrics',
    { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_METRICS_EXPORTER: 'none' },
    true,
    false,
  ],
  [
    'an endpoint, and the switch',
    { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'true' },
    false,
    false,
  ],
  [
    'an endpoint, and the switch the other way',
    { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SDK_DISABLED: 'false' },
    true,
    true,
  ],
])('where the environment has %s, that is what is sent', (_what, env, traces, metrics) => {
  expect(wishes(env as Record<string, string>)).toEqual({ traces, metrics })
})

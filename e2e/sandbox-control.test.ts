import { expect, test } from 'vitest'
import { visitSandbox } from './sandbox-visit.ts'

const { sandbox } = visitSandbox()

const json = { 'content-type': 'application/json' }

test.each([
  ['from another site', 403, { ...json, origin: 'http://localhost:3000' }, '{}'],
  ['from nowhere, by a browser', 403, { ...json, origin: 'null' }, '{}'],
  ['that a browser calls cross-site', 403, { ...json, 'sec-fetch-site': 'cross-site' }, '{}'],
  ['of a form', 415, { 'content-type': 'text/plain' }, '{}'],
  ['without JSON', 400, json, '{'],
  ['that is no object', 400, json, '[]'],
  ['that nobody understands', 400, json, '{"constructor":true}'],
  ['that is long', 400, json, JSON.stringify({ x: 'x'.repeat(5_000) })],
  ['from a shell', 200, json, '{}'],
])('an order %s is answered with %i, at every origin', async (_what, status, headers, body) => {
  const { origin, bankOrigins } = sandbox()
  for (const at of [origin, ...bankOrigins]) {
    const answer = await fetch(`${at}/control`, { method: 'POST', headers, body })
    expect(answer.status).toBe(status)
  }
})

test('no page can be talked into an order: it answers no question of a browser', async () => {
  const headers = { origin: 'http://evil.test', 'access-control-request-method': 'POST' }
  const preflight = await fetch(`${sandbox().origin}/control`, { method: 'OPTIONS', headers })
  expect(preflight.status).toBe(405)
  expect(preflight.headers.has('access-control-allow-origin')).toBe(false)
})

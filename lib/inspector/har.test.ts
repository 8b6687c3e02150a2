import { expect, test } from 'vitest'
import { harOf } from './har.ts'
import { secrets, signInFlow } from './testing/flow.ts'

// What HAR 1.2 requires of each object, and of which kind it is.

type Rules = Readonly<Record<string, 'string' | 'number' | 'object' | 'array' | 'time' | 'url'>>

const request: Rules = {
  ...{ method: 'string', url: 'url', httpVersion: 'string', cookies: 'array', headers: 'array' },
  ...{ queryString: 'array', headersSize: 'number', bodySize: 'number' },
}
const response: Rules = {
  ...{ status: 'number', statusText: 'string', httpVersion: 'string', cookies: 'array' },
  ...{ headers: 'array', content: 'object', redirectURL: 'string' },
  ...{ headersSize: 'number', bodySize: 'number' },
}
const entryRules: Rules = {
  ...{ startedDateTime: 'time', time: 'number', request: 'object', response: 'object' },
  ...{ cache: 'object', timings: 'object' },
}
const timings: Rules = { send: 'number', wait: 'number', receive: 'number' }
const content: Rules = { size: 'number', mimeType: 'string' }
const pair: Rules = { name: 'string', value: 'string' }
const page: Rules = {
  ...{ startedDateTime: 'time', id: 'string', title: 'string', pageTimings: 'object' },
}
const optional = ['pageref', 'postData', 'text', 'httpOnly', 'secure', 'params', 'pages']

const kinds: Readonly<Record<Rules[string], (value: unknown) => boolean>> = {
  string: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number' && Number.isFinite(value),
  object: (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  array: Array.isArray,
  time: (value) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(String(value)),
  url: (value) => URL.canParse(String(value)),
}

// biome-ignore lint/suspicious/noExplicitAny: what a reader elsewhere gets is JSON
type Json = any

function faults(what: string, value: Json, rules: Rules): string[] {
  const bad = Object.entries(rules).filter(([name, kind]) => !kinds[kind](value?.[name]))
  const strange = Object.keys(value ?? {}).filter(
    (name) => !Object.hasOwn(rules, name) && !name.startsWith('_') && !optional.includes(name),
  )
  return [
    ...bad.map(([name, kind]) => `${what}.${name} is no ${kind}`),
    ...strange.map((name) => `${what}.${name} is not of HAR 1.2`),
  ]
}

function faultsOf({ log }: Json): string[] {
  return [
    ...faults('log', log, { version: 'string', creator: 'object', entries: 'array' }),
    ...faults('creator', log.creator, { name: 'string', version: 'string' }),
    ...log.pages.flatMap((it: Json) => faults('page', it, page)),
    ...log.entries.flatMap((entry: Json) => [
      ...faults('entry', entry, entryRules),
      ...faults('request', entry.request, request),
      ...faults('response', entry.response, response),
      ...faults('timings', entry.timings, timings),
      ...faults('content', entry.response.content, content),
      ...(log.pages.some((it: Json) => it.id === entry.pageref) ? [] : ['pageref of no page']),
      ...(entry.time === sum(entry.timings) ? [] : ['time is not the sum of its parts']),
      ...pairsOf(entry).flatMap((it) => faults('pair', it, pair)),
      ...postFaults(entry.request.postData),
    ]),
  ]
}

function postFaults(postData: Json): string[] {
  if (postData === undefined) return []
  const isOneOfTwo = (postData.text === undefined) !== (postData.params === undefined)
  return [
    ...faults('postData', postData, { mimeType: 'string' }),
    ...(isOneOfTwo ? [] : ['postData has both text and params, or neither']),
  ]
}

const sum = (parts: Record<string, number>) => Object.values(parts).reduce((a, b) => a + b, 0)

function pairsOf({ request, response }: Json): Json[] {
  return [
    ...request.cookies,
    ...request.headers,
    ...request.queryString,
    ...(request.postData?.params ?? []),
    ...response.cookies,
    ...response.headers,
  ]
}

const read = (flow = signInFlow()): Json => JSON.parse(JSON.stringify(harOf(flow)))

test('a flow is an archive as HAR 1.2 says, with all that it requires and nothing it does not know', () => {
  const har = read()

  expect(har.log.version).toBe('1.2')
  expect(faultsOf(har)).toEqual([])
  // The rules can be broken.
  delete har.log.entries[0].timings.wait
  expect(faultsOf(har)).toEqual(['timings.wait is no number', 'time is not the sum of its parts'])
})

test('both channels are in it, told apart, in the order in which they began', () => {
  const entries = read().log.entries.map(({ _channel, request, response }: Json) => [
    ...[_channel, request.method, new URL(request.url).pathname, response.status],
  ])

  expect(entries).toEqual([
    ['front', 'GET', '/auth/authorize', 303],
    ['front', 'GET', '/auth/callback', 303],
    ['back', 'POST', '/oidc/token', 200],
    ['front', 'GET', '/institutions', 200],
    ['back', 'GET', '/api/users/ada/institutions', 0],
  ])
})

test('a redirect says where to, and a failure what it was', () => {
  const { entries } = read().log

  expect(new URL(entries[0].response.redirectURL).origin).toBe('http://127.0.0.1:4400')
  expect(entries[4]).toMatchObject({ time: 10_000, _error: 'timeout' })
})

test('a request without an answer has the status that stands for none', () => {
  const { steps } = signInFlow()
  const { entries } = read(signInFlow({ steps: steps.slice(0, 1) })).log

  expect(entries[0].response).toMatchObject({ status: 0, redirectURL: '' })
  expect(faultsOf(read(signInFlow({ steps: [] })))).toEqual([])
})

test('a token request has its parameters, and no value that is a secret', () => {
  const { request, response } = read().log.entries[2]

  expect(request.postData.params.map(({ name }: Json) => name)).toEqual([
    ...['grant_type', 'code', 'code_verifier', 'client_assertion'],
  ])
  expect(request.postData.params[1].value).toMatch(/^●●● 22 characters · mark [0-9a-f]{6}$/)
  expect(JSON.parse(response.content.text).access_token).toMatch(/^●●● 19 characters/)
  expect(JSON.parse(response.content.text).id_token).toMatchObject({
    'JWT without its signature': { header: { alg: 'ES256' } },
  })
  for (const secret of Object.values(secrets)) {
    expect(JSON.stringify(read())).not.toContain(secret)
  }
})

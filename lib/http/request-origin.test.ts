import { expect, test } from 'vitest'
import { isElsewhere, isPageLoad, isPrefetch, isSameOrigin, wantsJson } from './request-origin.ts'

const having = (headers: Record<string, string>) => ({ headers: new Headers(headers) })

test.each([
  ['a tab', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' }],
  ['a browser without Fetch Metadata', {}],
])('%s loads pages', (_what, headers) => {
  expect(isPageLoad(having(headers))).toBe(true)
})

test.each([
  ['a script', { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' }],
  ['an image', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'image' }],
  ['a frame', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'iframe' }],
  ['an object', { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'object' }],
  ['the router', { rsc: '1' }],
])('%s does not', (_what, headers) => {
  expect(isPageLoad(having(headers))).toBe(false)
})

test.each(['sec-purpose', 'purpose', 'next-router-prefetch'])('%s tells a prefetch', (name) => {
  expect(isPrefetch(having({ [name]: 'prefetch' }))).toBe(true)
  expect(isPrefetch(having({}))).toBe(false)
})

test.each([
  ['our origin', { origin: 'https://app.test' }, true],
  [
    'our origin against what Fetch Metadata says',
    { origin: 'https://app.test', 'sec-fetch-site': 'cross-site' },
    true,
  ],
  ['no origin, and the browser vouches', { 'sec-fetch-site': 'same-origin' }, true],
  ['another origin', { origin: 'https://evil.test' }, false],
  [
    'another origin against what Fetch Metadata says',
    { origin: 'https://evil.test', 'sec-fetch-site': 'same-origin' },
    false,
  ],
  ['another port', { origin: 'https://app.test:8443' }, false],
  ['no scheme', { origin: 'app.test' }, false],
  ['null', { origin: 'null' }, false],
  ['a neighbour on the same site', { 'sec-fetch-site': 'same-site' }, false],
  ['nothing at all', {}, false],
])('a change of state with %s: %s', (_what, headers, allowed) => {
  expect(isSameOrigin(having(headers as Record<string, string>), 'https://app.test')).toBe(allowed)
})

test.each([
  ['a page under our own name', false, 'GET', { host: 'app.test' }],
  [
    'one that a proxy asks for under our own name',
    false,
    'GET',
    { 'x-forwarded-host': 'app.test' },
  ],
  ['a page under another name', true, 'GET', { host: '127.0.0.1' }],
  ['our name at another port', true, 'GET', { host: 'app.test:8443' }],
  ['a form under another name', false, 'POST', { host: '127.0.0.1' }],
  ['a script under another name', false, 'GET', { host: '127.0.0.1', 'sec-fetch-mode': 'cors' }],
  ['a prefetch under another name', false, 'GET', { host: '127.0.0.1', purpose: 'prefetch' }],
])('%s is sent to our address: %s', (_what, isSent, method, headers) => {
  const request = { method, ...having({ host: 'inside:3000', ...headers }) }
  expect(isElsewhere(request, 'https://app.test')).toBe(isSent)
})

test.each([
  ['application/json', true],
  ['application/json;q=0.9, */*', true],
  ['text/html,application/xhtml+xml,*/*;q=0.8', false],
  ['*/*', false],
])('who accepts %s is a script: %s', (accept, isScript) => {
  expect(wantsJson(having({ accept }))).toBe(isScript)
  expect(wantsJson(having({}))).toBe(false)
})

import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import { curl } from './curl.ts'
import type { BackCall } from './flow.ts'
import { masked, shown } from './mask.ts'
import { shownAddress, shownBody, shownHeaders } from './message.ts'

const jwt = ['{"alg":"ES256"}', '{"iss":"foyer"}', 'x']
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.')

function call(changes: Partial<BackCall> = {}): BackCall {
  return {
    ...{ type: 'call', at: 1, within: 'callback', to: 'issuer', method: 'POST', answer: null },
    address: shownAddress('https://issuer.test/token', 'https://foyer.test'),
    headers: {},
    body: null,
    durationMs: null,
    ...changes,
  } as BackCall
}

const form = 'application/x-www-form-urlencoded;charset=UTF-8'

test('a token request names a variable for each value that may not be shown', () => {
  const sent = new URLSearchParams({
    ...{ grant_type: 'authorization_code', redirect_uri: 'https://foyer.test/auth/callback' },
    ...{ code: 'SplxlOBeZQQYbYS6WxSbIA', code_verifier: 'dBjftJeZ4CVP', client_assertion: jwt },
  })
  const headers = shownHeaders([['Content-Type', form]])
  const body = { ...Object(shownBody(sent, form)), 'S256(code_verifier)': 'E9Melhoa2Ow' }

  expect(curl(call({ headers, body }))).toBe(
    String.raw`curl --request POST \
  --header 'content-type: application/x-www-form-urlencoded;charset=UTF-8' \
  --data-urlencode 'grant_type=authorization_code' \
  --data-urlencode 'redirect_uri=https://foyer.test/auth/callback' \
  --data-urlencode "code=$CODE" \
  --data-urlencode "code_verifier=$CODE_VERIFIER" \
  --data-urlencode "client_assertion=$CLIENT_ASSERTION" \
  --url 'https://issuer.test/token'`,
  )
})

test.each([
  ['Bearer opaque-token', 'authorization: Bearer $ACCESS_TOKEN'],
  [`Bearer ${jwt}`, 'authorization: Bearer $ACCESS_TOKEN'],
  ['Basic Zm95ZXI6c2VjcmV0', 'authorization: Basic $CLIENT_CREDENTIALS'],
  ['whatever', 'authorization: $AUTHORIZATION'],
])('what authorizes a call is a variable: %s', (value, field) => {
  const headers = shownHeaders([['authorization', value]])

  expect(curl(call({ method: 'GET', headers }))).toBe(
    `curl \\\n  --header "${field}" \\\n  --url 'https://issuer.test/token'`,
  )
})

test('the same value is the same variable, and another one of its name has a number', () => {
  const body = { first: { code: masked('a') }, second: { code: masked('b') }, code: masked('a') }

  const command = curl(call({ body }))

  expect(run(command, { CODE: 'A', CODE_2: 'B' })).toContain(
    '{"first":{"code":"A"},"second":{"code":"B"},"code":"A"}',
  )
})

const hostile = [
  `'; echo broken #`,
  '"; echo broken; "',
  '$(echo broken)',
  '`echo broken`',
  '$HOME',
  '\\',
  "\\'",
  '!!',
  'two words, {a,b} [1-9] *',
  '&& echo broken',
  '@/etc/passwd',
  '-o/tmp/file',
  'a \\u0000 b',
]

test.each(hostile)('no value ends its quotes: %s', (text) => {
  const body = { scope: text, code: masked('x') }
  const asForm = curl(call({ headers: { 'content-type': form, accept: text }, body }))
  const asJson = curl(call({ headers: { 'content-type': 'application/json' }, body }))
  const query = { scope: text, [text]: masked('x') }
  const variables = { CODE: '$(code) "', ...Object.fromEntries(placeholders(query)) }
  const inAddress = curl(call({ address: { ...call().address, query } }))

  expect(run(asForm, variables)).toContain(`scope=${text}`)
  expect(run(asForm, variables)).toContain(`accept: ${text}`)
  expect(run(asForm, variables)).toContain('code=$(code) "')
  expect(run(asJson, variables)).toContain(
    `${JSON.stringify({ scope: text, code: 0 }).slice(0, -2)}"$(code) ""}`,
  )
  expect(new URL(run(inAddress, variables).at(-1) ?? '').searchParams.get('scope')).toBe(text)
})

test('no name is more than a name', () => {
  const name = `x';echo broken;'=@/etc/passwd`
  const command = curl(
    call({
      headers: { 'content-type': form, [name]: 'v', '@/etc/passwd': 'v' },
      body: { [name]: 'v' },
    }),
  )

  expect(run(command)).toEqual([
    ...['--request', 'POST', '--header', `content-type: ${form}`],
    ...['--data-urlencode', `${encodeURIComponent(name)}=v`, '--url', 'https://issuer.test/token'],
  ])
})

test('what a terminal would take for a key is not in it', () => {
  const typed = 'a\u001b[201~\nb\u0003'
  const fields = { headers: { accept: typed, 'content-type': form }, body: { [typed]: typed } }
  const command = curl(call(fields)) + curl(call({ body: { scope: typed } }))

  expect(command.replaceAll('\\\n', '')).not.toMatch(/\p{Cc}/u)
})

test('a body that was not kept is a variable', () => {
  expect(curl(call({ body: shownBody('no JSON', 'text/plain') }))).toContain('--data-raw "$BODY"')
})

test('numbers, several values and what was masked inside of an address are sent as they were', () => {
  const address = shownAddress('https://api.test/a[1]?limit=10&cursor=abc&scope=a&scope=b', 'x:')
  const command = curl(call({ method: 'GET', address }))

  expect(run(command, { CURSOR: 'abc' })).toEqual([
    '--url',
    'https://api.test/a%5B1%5D?limit=10&cursor=abc&scope=a&scope=b',
  ])
  expect(shown(10, 'limit')).toBe(10)
})

/** What the shell hands to curl: here a function that writes its arguments down. */
function run(command: string, variables: Record<string, string> = {}): string[] {
  const script = `curl() { printf '%s\\0' "$@"; }\n${command}\n`
  const output = execFileSync('sh', ['-c', script], {
    env: { NODE_ENV: 'test', ...variables },
    encoding: 'utf8',
  })
  return output.split('\0').slice(0, -1)
}

function placeholders(query: Record<string, unknown>): [string, string][] {
  return Object.keys(query).map((name) => [name.toUpperCase().replace(/[^A-Z0-9]+/g, '_'), 'v'])
}

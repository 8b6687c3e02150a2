import { expect, test } from 'vitest'
import { diagramOf, type Row, totalAwayMs } from './diagram.ts'
import type { Flow, FrontRequest, Named, ShownAddress, Step } from './flow.ts'
import { unseenOf } from './unseen.ts'

const masked = (mark: string) => ({ masked: true, characters: 43, mark }) as const
const jwt = (mark: string) =>
  ({ jwt: true, header: {}, claims: {}, characters: 700, mark }) as const
const address = (path: string, query: Named = {}): ShownAddress => ({
  ...{ origin: 'https://foyer.test', path, query },
})
const request = (at: number, path: string, changes: Partial<FrontRequest> = {}): Step => ({
  ...{ type: 'request', at, within: null, from: 'browser', method: 'GET', headers: {} },
  ...{ address: address(path), cookies: [] },
  ...changes,
})
const answer = (
  at: number,
  status: number | null,
  goes: 'here' | 'issuer' | null = null,
  location: ShownAddress | null = null,
): Step => ({
  ...{ type: 'answer', at, within: null, status, goes, location, setCookies: [], durationMs: 1 },
})
const call = (at: number, status: number | null): Step => ({
  ...{ type: 'call', at, within: 'callback', to: 'issuer', method: 'POST', headers: {} },
  address: address('/a/oidc/token'),
  body: {
    grant_type: 'authorization_code',
    code: masked('cccccc'),
    code_verifier: masked('dddddd'),
  },
  answer: status === null ? null : { status, headers: {}, bytes: 1, body: tokens },
  durationMs: status === null ? null : 12,
})
const tokens = { access_token: jwt('aaaaaa'), id_token: jwt('bbbbbb') }
const check = (name: string, holds = true): Step => ({
  ...{ type: 'check', at: 9, within: null, name, by: 'us', holds, expected: {}, found: {} },
})
const flow = (...steps: Step[]): Flow => ({
  ...{ id: 'one', kind: 'sign-in', institutionId: null, startedAt: 0, changedAt: 0 },
  ...{ outcome: 'completed', refusal: null, isHeld: false, steps, dropped: 0 },
})

const sent = { state: masked('eeeeee'), code_challenge: 'hash' }
const back = { state: masked('eeeeee'), code: masked('cccccc') }
const signIn = flow(
  request(0, '/auth/authorize'),
  answer(10, 303, 'issuer', address('/a/oidc/auth', sent)),
  request(5_010, '/auth/callback', { address: address('/auth/callback', back) }),
  check('state is used once'),
  check('iss is there'),
  call(5_020, 200),
  answer(5_040, 303, 'here', address('/institutions')),
)

/** Each row in short: who speaks to whom, with what on the arrow. */
function drawn(row: Row): string {
  if (row.type === 'message') {
    const legs = row.legs.map(({ from, to, label }) => `${from}→${to} ${label}`)
    return `${row.channel}${row.isBad ? ' bad' : ''}: ${legs.join(', ')}`
  }
  if (row.type === 'away') return `away ${row.ms}`
  if (row.type === 'line') return `log ${row.event}`
  return `${row.isBad ? 'failed' : 'passed'}: ${row.checks.map(({ name }) => name).join(', ')}`
}

test('a sign-in goes to the authorization server through the browser, and comes back through it', () => {
  expect(diagramOf(signIn).map(drawn)).toEqual([
    'front: browser→foyer GET /auth/authorize',
    'front: foyer→browser 303 See Other, browser→issuer GET …/auth',
    'away 5000',
    'front: issuer→browser redirect to Foyer, browser→foyer GET /auth/callback',
    'passed: state is used once, iss is there',
    'back: foyer→issuer POST …/token, issuer→foyer 200 OK · 12 ms',
    'front: foyer→browser 303 See Other',
  ])
  expect(totalAwayMs(signIn)).toBe(5_000)
})

test('a check that fails stands by itself, between those that pass', () => {
  const rows = diagramOf(flow(check('one'), check('two', false), check('three')))

  expect(rows.map(drawn)).toEqual(['passed: one', 'failed: two', 'passed: three'])
})

test('a page that is merely asked for comes from nobody else', () => {
  const rows = diagramOf(
    flow(answer(0, 303, 'issuer', address('/auth', sent)), request(9, '/institutions')),
  )

  expect(rows.map(drawn).at(-1)).toBe('front: browser→foyer GET /institutions')
})

test('a notice of a logout is a matter between servers', () => {
  const rows = diagramOf(
    flow(
      request(0, '/auth/backchannel-logout', { from: 'issuer', method: 'POST' }),
      answer(5, 400),
    ),
  )

  expect(rows.map(drawn)).toEqual([
    'back: issuer→foyer POST /auth/backchannel-logout',
    'back bad: foyer→issuer 400 Bad Request',
  ])
})

test('what is not answered yet has one arrow, and a refusal is told from an answer', () => {
  expect(diagramOf(flow(call(0, null))).map(drawn)).toEqual(['back: foyer→issuer POST …/token'])
  expect(diagramOf(flow(call(0, 400))).map(drawn)).toEqual([
    'back bad: foyer→issuer POST …/token, issuer→foyer 400 Bad Request · 12 ms',
  ])
})

test('every message leads to its step', () => {
  const steps = diagramOf(signIn).flatMap((row) => (row.type === 'message' ? [row.step] : []))

  expect(steps).toEqual([0, 1, 2, 5, 6])
})

test('of long lists of names those that matter are told, and how many more there are', () => {
  const [row] = diagramOf(signIn)
    .filter(({ type }) => type === 'message')
    .slice(1)

  expect(row?.type === 'message' && row.legs[1]?.carries).toBe('state · code_challenge')
  const many = { response_type: 'code', client_id: 'foyer', scope: 'openid', state: masked('a') }
  const [asks] = diagramOf(flow(answer(0, 303, 'issuer', address('/auth', many))))
  expect(asks?.type === 'message' && asks.legs[1]?.carries).toBe('scope · state · 2 more')
})

test('what the browser never saw is counted once each, and what passed through it is not', () => {
  expect(unseenOf(signIn)).toEqual([
    { what: 'access token', count: 1 },
    { what: 'ID token', count: 1 },
    { what: 'code verifier', count: 1 },
  ])
  const hint = answer(1, 303, 'issuer', address('/logout', { id_token_hint: jwt('bbbbbb') }))
  expect(unseenOf(flow(call(0, 200), call(2, 200), hint)).map(({ what }) => what)).toEqual([
    'access token',
    'code verifier',
  ])
})

test('a logout token, and a refresh token that is revoked, are counted too', () => {
  const name = 'signature and claims of the logout token'
  const logout: Step = {
    ...{ type: 'check', at: 9, within: null, name, by: 'library', holds: true, expected: {} },
    found: { jwt: jwt('aaaaaa') },
  }
  const revocation: Step = {
    ...{ type: 'call', at: 0, within: 'revocation', to: 'issuer', method: 'POST', headers: {} },
    address: address('/revocation'),
    body: { token: masked('bbbbbb'), token_type_hint: 'refresh_token' },
    ...{ answer: null, durationMs: null },
  }

  expect(unseenOf(flow(logout, revocation)).map(({ what }) => what)).toEqual([
    'refresh token',
    'logout token',
  ])
})

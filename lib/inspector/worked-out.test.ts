import { expect, test } from 'vitest'
import type { Flow, Named, Step } from './flow.ts'
import type { Shown } from './mask.ts'
import { seenAgain } from './seen-again.ts'
import { workedOut } from './worked-out.ts'

const masked = (mark: string) => ({ masked: true, characters: 43, mark }) as const
const jwt = (claims: Record<string, Shown>) =>
  ({ jwt: true, header: {}, claims, characters: 700, mark: 'ffffff' }) as const
const address = (path: string, query: Named = {}) => ({
  origin: 'https://issuer.test',
  path,
  query,
})

const asks: Step = {
  ...{ type: 'answer', at: 0, within: null, status: 303, goes: 'issuer', durationMs: 1 },
  setCookies: [],
  location: address('/auth', {
    ...{ state: masked('aaaaaa'), nonce: masked('bbbbbb') },
    ...{ code_challenge: 'hash', institutionId: 'larkspur' },
  }),
}
const comesBack = (state: string): Step => ({
  ...{ type: 'request', at: 0, within: null, from: 'browser', method: 'GET', headers: {} },
  address: address('/auth/callback', { state: masked(state), code: masked('cccccc') }),
  cookies: [],
})
const trades = (hash: string, nonce: string, institutionId: string): Step => ({
  ...{ type: 'call', at: 0, within: 'callback', to: 'issuer', method: 'POST', headers: {} },
  address: address('/token'),
  body: { code: masked('cccccc'), 'S256(code_verifier)': hash },
  answer: {
    ...{ status: 200, headers: {}, bytes: 1 },
    body: { id_token: jwt({ nonce: masked(nonce) }), access_token: jwt({ institutionId }) },
  },
  durationMs: 1,
})
const flow = (...steps: Step[]): Flow => ({
  ...{ id: 'one', kind: 'sign-in', institutionId: null, startedAt: 0, changedAt: 0 },
  ...{ outcome: 'completed', refusal: null, isHeld: false, steps, dropped: 0 },
})
const told = (of: Flow, index: number) =>
  workedOut(of, index).map(({ what, isEqual }) => `${what} ${isEqual}`)

test('a token request shows challenge, nonce and institution beside what was sent', () => {
  const good = flow(asks, comesBack('aaaaaa'), trades('hash', 'bbbbbb', 'larkspur'))

  expect(told(good, 2)).toEqual(['code_challenge true', 'nonce true', 'institution true'])
})

test('what differs is told', () => {
  const bad = flow(asks, comesBack('000000'), trades('another', '000000', 'juniper'))

  expect(told(bad, 1)).toEqual(['state false'])
  expect(told(bad, 2)).toEqual(['code_challenge false', 'nonce false', 'institution false'])
})

test('the challenge is shown where it went out, once its verifier did too', () => {
  expect(told(flow(asks, comesBack('aaaaaa')), 0)).toEqual([])
  expect(told(flow(asks, trades('hash', 'bbbbbb', 'larkspur')), 0)).toEqual(['code_challenge true'])
})

test('a secret is found again in every step that has it', () => {
  const seen = seenAgain(flow(asks, comesBack('aaaaaa'), trades('hash', 'bbbbbb', 'x')), 1)

  expect(seen).toEqual([
    { name: 'state', mark: 'aaaaaa', steps: [0] },
    { name: 'code', mark: 'cccccc', steps: [2] },
  ])
})

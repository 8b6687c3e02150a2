import { expect, test } from 'vitest'
import type { Flow, Step } from './flow.ts'
import type { ShownToken } from './mask.ts'
import { tokenBefore, tokensOf, tokensSeen } from './tokens.ts'

const token = (mark: string, institutionId?: string): ShownToken => ({
  ...{ jwt: true, header: {}, characters: 700, mark },
  claims: institutionId === undefined ? {} : { institutionId },
})
const tokenAnswer = (at: number, access: ShownToken, id: ShownToken): Step => ({
  ...{ type: 'call', at, within: 'callback', to: 'issuer', method: 'POST', headers: {} },
  address: { origin: 'https://issuer.test', path: '/token', query: {} },
  body: null,
  answer: { status: 200, headers: {}, body: { access_token: access, id_token: id }, bytes: 1 },
  durationMs: 1,
})
const apiCall = (at: number, access: ShownToken): Step => ({
  ...{ type: 'call', at, within: null, to: 'api', method: 'GET', body: null, answer: null },
  address: { origin: 'https://api.test', path: '/accounts', query: {} },
  ...{ headers: { authorization: { Bearer: access } }, durationMs: null },
})
const flow = (id: string, institutionId: string | null, steps: Step[]): Flow => ({
  ...{ id, kind: 'page', institutionId, startedAt: 0, changedAt: 0, outcome: 'completed' },
  ...{ refusal: null, isHeld: false, steps, dropped: 0 },
})

test('a step has the tokens that travel in it, by the name they travel under', () => {
  const kinds = tokensOf(tokenAnswer(1, token('a'), token('b'))).map(({ kind }) => kind)

  expect(kinds).toEqual(['access token', 'ID token'])
})

test('a token under a name that anybody chose is of no kind', () => {
  const step = apiCall(1, token('a'))
  const chosen = { constructor: token('b'), toString: token('c'), whatever: token('d') }

  expect(tokensOf({ ...step, body: chosen } as Step).map(({ token: { mark } }) => mark)).toEqual([
    'a',
  ])
})

test('a token is seen once, where it came first', () => {
  const [first, later] = [token('a', 'larkspur'), token('b')]
  const flows = [
    flow('page', 'larkspur', [apiCall(2, first)]),
    flow('entry', 'larkspur', [tokenAnswer(1, first, later)]),
  ]

  const seen = tokensSeen(flows, 'zero').map(
    ({ token: { mark }, flow: { id } }) => `${mark} in ${id}`,
  )
  expect(seen).toEqual(['b in entry', 'a in entry'])
})

test('the token before is of the same kind and for the same institution', () => {
  const flows = [
    flow('zero', null, [tokenAnswer(1, token('first', 'zero'), token('first id'))]),
    flow('entry', 'larkspur', [tokenAnswer(2, token('old', 'larkspur'), token('old id'))]),
    flow('other', 'juniper', [tokenAnswer(3, token('other', 'juniper'), token('other id'))]),
    flow('refresh', 'larkspur', [tokenAnswer(4, token('new', 'larkspur'), token('new id'))]),
  ]
  const seen = tokensSeen(flows, 'zero')
  const before = (mark: string) => {
    const one = seen.find((it) => it.token.mark === mark)
    return one && (tokenBefore(seen, one)?.token.mark ?? null)
  }

  expect([before('new'), before('new id'), before('old')]).toEqual(['old', 'old id', null])
})

test('an ID token is for the institution of the access token it came with', () => {
  const refresh = flow('refresh', 'zero', [
    tokenAnswer(1, token('a', 'larkspur'), token('a id')),
    tokenAnswer(2, token('b', 'zero'), token('b id')),
  ])
  const seen = tokensSeen([refresh], 'zero').map(({ token: { mark }, institutionId }) => [
    mark,
    institutionId,
  ])

  expect(new Map(seen as [string, string | null][]).get('a id')).toBe('larkspur')
  expect(new Map(seen as [string, string | null][]).get('b id')).toBeNull()
})

test('a token that a client has for itself is of another kind', () => {
  const service = { ...token('s'), claims: { sub: 'foyer-service', client_id: 'foyer-service' } }

  expect(tokensOf(apiCall(1, service)).map(({ kind }) => kind)).toEqual(['service token'])
})

import { expect, test } from 'vitest'
import { difference } from './difference.ts'
import type { Shown, ShownToken } from './mask.ts'

const masked = (mark: string) => ({ masked: true, characters: 43, mark }) as const
const token = (claims: Record<string, Shown>, kid = 'key-1'): ShownToken => ({
  ...{ jwt: true, characters: 700, mark: 'aaaaaa' },
  header: { alg: 'ES256', kid },
  claims,
})

test('what differs comes first; what is the same is told too', () => {
  const before = token({ sub: 'ada', iat: 1, scope: 'openid' })
  const after = token({ sub: 'ada', iat: 2, institutionId: 'larkspur' })

  expect(difference(before, after).map(({ name, how }) => `${name} ${how}`)).toEqual([
    'iat changed',
    'institutionId added',
    'scope gone',
    'alg same',
    'kid same',
    'sub same',
  ])
})

test('both values stand beside each other', () => {
  const [line] = difference(token({ aud: ['a', 'b'] }), token({ aud: ['a'] }))

  expect(line).toEqual({ name: 'aud', before: ['a', 'b'], after: ['a'], how: 'changed' })
})

test('a masked value is known again by its mark', () => {
  const how = (mark: string) =>
    difference(token({ sid: masked('3f9a1c') }), token({ sid: masked(mark) })).find(
      ({ name }) => name === 'sid',
    )?.how

  expect([how('3f9a1c'), how('77e0d2')]).toEqual(['same', 'changed'])
})

import { expect, test } from 'vitest'
import { isAccountId } from './account.ts'

test.each(['larkspur-0001', 'a', '5d1f3c9a-2b64-4e0a-9c57-1a8e0c6f7b21', 'a.b~c_d', '1:2@3'])(
  '"%s" may be the id of an account',
  (id) => expect(isAccountId(id)).toBe(true),
)

test.each([
  ['nothing', ''],
  ['here', '.'],
  ['above', '..'],
  ['a path', 'a/b'],
  ['a way up', '../users'],
  ['a way up for others', '..\\users'],
  ['an escape', '%2e%2e'],
  ['a query', 'a?b'],
  ['a fragment', 'a#b'],
  ['a space', 'a b'],
  ['a null', 'a\u0000'],
  ['a line break', 'a\nb'],
  ['a mark that turns the line', 'a\u202eb'],
  ['a novel', 'a'.repeat(129)],
])('%s may not', (_what, id) => {
  expect(isAccountId(id)).toBe(false)
})

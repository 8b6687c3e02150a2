import { expect, test } from 'vitest'
import { loginHintOf } from './login-hint.ts'

test.each([
  ['an address', 'ada@example.test', 'ada@example.test'],
  ['space around it', '  ada ', 'ada'],
  ['as long as an address may be', 'a'.repeat(320), 'a'.repeat(320)],
  ['longer', 'a'.repeat(321), null],
  ['a line end in it', 'ada\r\nbcc: ben', null],
  ['nothing', '', null],
  ['nothing but space', '  ', null],
  ['none', null, null],
])('a hint: %s', (_what, value, hint) => {
  expect(loginHintOf(value)).toBe(hint)
})

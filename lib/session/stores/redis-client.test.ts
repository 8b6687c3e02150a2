import { ConnectionTimeoutError, ErrorReply } from '@redis/client'
import { expect, test } from 'vitest'
import { faultOf, RedisFault } from './redis-client.ts'

test.each([
  ['a server that takes no connection', new ConnectionTimeoutError(), 'silent'],
  ['what Redis refuses', new ErrorReply('OOM command not allowed: SET secret'), 'OOM'],
  ['what it refuses without a code', new ErrorReply('go away, SECRET'), 'refused'],
  ['an error of the system', Object.assign(new Error('secret'), { code: 'EPIPE' }), 'EPIPE'],
  ['an error of the library', new Error('Socket closed: secret'), 'closed'],
  ['what is no error', { code: 'secret' }, 'closed'],
])('%s is told in one word', (_what, error, code) => {
  const fault = faultOf(error)

  expect(fault).toBeInstanceOf(RedisFault)
  expect(fault).toMatchObject({ name: 'RedisFault', code, message: `Redis: ${code}` })
  expect(fault.stack).not.toMatch(/secret/i)
})

test('a fault that was told already stays as it is', () => {
  const fault = new RedisFault('silent')
  expect(faultOf(fault)).toBe(fault)
})

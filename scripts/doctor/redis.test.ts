import { expect, test } from 'vitest'
import { judgeFault, judgeInfo, judgeWay } from './redis.ts'

function judge(changes: Record<string, string>): string[] {
  const said = {
    redis_version: '7.2.4',
    role: 'master',
    cluster_enabled: '0',
    maxmemory_policy: 'noeviction',
    ...changes,
  }
  const info = ['# Server', ...Object.entries(said).map(([name, value]) => `${name}:${value}`), '']
  return judgeInfo('redis.test', info.join('\r\n')).map(({ status, what }) => `${status}: ${what}`)
}

test.each<[string, Record<string, string>, string[]]>([
  ['fine', {}, ['ok: Redis 7.2.4 at redis.test answers']],
  ['a Valkey', { valkey_version: '8.1.0' }, ['ok: Valkey 8.1.0 at redis.test answers']],
  ['ten', { redis_version: '10.0.0' }, ['ok: Redis 10.0.0 at redis.test answers']],
  ['old', { redis_version: '6.2.14' }, ['fault: Redis 6.2.14 is too old']],
  ['a replica', { role: 'slave' }, ['fault: redis.test is a replica']],
  ['a cluster', { cluster_enabled: '1' }, ['fault: redis.test is a cluster']],
  [
    'forgetful',
    { maxmemory_policy: 'allkeys-lru' },
    [
      'ok: Redis 7.2.4 at redis.test answers',
      'warning: when its memory is full it throws keys away (maxmemory-policy is allkeys-lru)',
    ],
  ],
])('a server that is %s is told to be', (_what, changes, findings) => {
  expect(judge(changes)).toEqual(findings)
})

test.each([
  ['ECONNREFUSED', 'redis-closed'],
  ['ENOTFOUND', 'redis-unknown-host'],
  ['silent', 'redis-silent'],
  ['WRONGPASS', 'redis-wrong-password'],
  ['NOAUTH', 'redis-wants-password'],
  ['NOPERM', 'redis-untold'],
  ['ERR', 'redis-unusable'],
])('a server that fails with %s is explained as %s', (reason, id) => {
  expect(judgeFault('redis.test', reason)).toMatchObject({
    id,
    what: expect.stringContaining('redis.test'),
  })
})

test('only on this machine do sessions travel without TLS', () => {
  expect(judgeWay('redis://redis.test:6379')).toMatchObject([{ id: 'redis-without-tls' }])
  expect(judgeWay('rediss://redis.test:6379')).toEqual([])
  expect(judgeWay('redis://127.0.0.1:6379')).toEqual([])
})

import { afterAll, expect, test } from 'vitest'
import { freePort } from '../scripts/port.ts'
import { redisForTests, whyNoRedis } from '../scripts/redis-server.ts'
import { examine } from './doctor-client.ts'
import { finding } from './doctor-server.ts'

// What the doctor finds at the Redis that sessions are to be kept in.

const redis = await redisForTests()
afterAll(() => redis?.stop())

const store = async (url: string, ...args: string[]) => {
  const { of, output } = await examine(
    {
      APP_URL: 'https://app.bank.test',
      SESSION_SECRET: 's'.repeat(32),
      REDIS_URL: url,
      OIDC_ISSUER: `http://127.0.0.1:${await freePort()}`,
      OIDC_CLIENT_ID: 'foyer',
      OIDC_CLIENT_SECRET: 'a-secret-of-good-length',
      API_URL: 'https://api.bank.test',
    },
    ...args,
  )
  return { found: of('store'), output }
}

test('a Redis that is not there is a fault, and is not asked when nobody may be', async () => {
  const nowhere = `redis://127.0.0.1:${await freePort()}`
  expect((await store(nowhere)).found).toEqual([finding('fault', /takes no connections/)])
  const { found } = await store(nowhere, '--offline')
  expect(found).toMatchObject([{ status: 'skipped' }])
})

test.skipIf(!redis)(
  'one that answers is fine; a wrong password is told and not shown',
  async () => {
    const { found } = await store(redis?.url ?? '')
    expect(found).toMatchObject([
      { status: 'ok', what: expect.stringMatching(/^(Redis|Valkey) \d+\.\S+ at/) },
    ])

    const wrong = Object.assign(new URL(redis?.url ?? ''), { username: 'u', password: 'hunter-22' })
    const { found: refused, output } = await store(wrong.href)
    expect(refused).toContainEqual(finding('fault', /refuses the user or the password/))
    expect(output).not.toContain('hunter')
  },
)

if (!redis) test.skip(whyNoRedis, () => {})

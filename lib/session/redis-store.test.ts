import { afterAll, test, vi } from 'vitest'
import { redisForTests, whyNoRedis } from '../../scripts/redis-server.ts'
import { testStoreContract } from './store.contract.ts'
import { redisStorage } from './testing/redis-storage.ts'

vi.mock('#lib/log.ts', () => ({ log: () => ({ warn: vi.fn(), info: vi.fn() }) }))

const redis = await redisForTests()
afterAll(() => redis?.stop())

if (redis) testStoreContract(() => redisStorage(redis.url))
else test.skip(whyNoRedis, () => {})

import 'server-only'
import { env } from '#lib/env.ts'
import { processState } from '#lib/process-state.ts'
import { recordSeal } from './seal.ts'
import type { SessionStore } from './store.ts'
import { isRedisFault, openRedisStore } from './stores/redis-store.ts'
import { isSqliteFault } from './stores/sqlite-faults.ts'
import { openRecoveringStore } from './stores/sqlite-recovery.ts'
import { openSqliteStore } from './stores/sqlite-store.ts'
import { tellingFaults } from './stores/store-faults.ts'

/** The store of this process, opened at first use. */
export function sessionStore(): SessionStore {
  return processState('session-store', () => {
    const { redisUrl, sessionFile, sessionSecrets } = env()
    const seal = recordSeal(sessionSecrets)
    if (redisUrl) return tellingFaults(openRedisStore(redisUrl, seal), isRedisFault)
    const open = () => openSqliteStore(sessionFile, seal)
    return tellingFaults(openRecoveringStore(sessionFile, open), isSqliteFault)
  })
}

import 'server-only'
import { env } from '#lib/env.ts'
import { processState } from '#lib/process-state.ts'
import { isRedisFault, openRedisStore } from './redis-store.ts'
import { recordSeal } from './seal.ts'
import { isSqliteFault } from './sqlite-faults.ts'
import { openRecoveringStore } from './sqlite-recovery.ts'
import { openSqliteStore } from './sqlite-store.ts'
import type { SessionStore } from './store.ts'
import { tellingFaults } from './store-faults.ts'

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

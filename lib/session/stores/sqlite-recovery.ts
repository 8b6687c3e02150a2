import 'server-only'
import { setTimeout as wait } from 'node:timers/promises'
import { record } from '#lib/events.ts'
import type { SessionStore } from '#lib/session/store.ts'
import { damageIn, isBusy } from './sqlite-faults.ts'
import { inodeOf } from './sqlite-file.ts'
import { throughout } from './store-faults.ts'

/** How long a call waits for a file that somebody else holds. */
const patienceMs = 1_200
const longestPauseMs = 30

/**
 * A store in a file to which things happen. It is opened at its first use, and again where that failed;
 * anew where the file was taken away, or turns out to be damaged; and where another process holds it, a
 * call waits a little, without holding up the others of this process.
 *
 * @param open moves a damaged file aside
 */
export function openRecoveringStore(file: string, open: () => SessionStore): SessionStore {
  let opened: { store: SessionStore; inode: number | null } | null = null

  function current(): SessionStore {
    if (opened && opened.inode !== inodeOf(file)) {
      record('session-file-gone')
      forget(opened.store)
    }
    opened ??= { store: open(), inode: inodeOf(file) }
    return opened.store
  }

  function forget(store: SessionStore): void {
    if (opened?.store !== store) return
    opened = null
    void store.close().catch(() => null)
  }

  const store = throughout(async (call) => {
    const until = performance.now() + patienceMs
    for (let mayReopen = true; ; ) {
      const before = opened?.store
      try {
        return await call(current())
      } catch (error) {
        if (mayReopen && before && damageIn(error)) {
          mayReopen = false
          forget(before)
          continue
        }
        if (!isBusy(error) || performance.now() >= until) throw error
        await wait(Math.random() * longestPauseMs)
      }
    }
  })
  return { ...store, close: async () => opened?.store.close() }
}

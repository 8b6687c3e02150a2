import 'server-only'
import { FlowError } from '#lib/errors.ts'
import type { SessionStore } from '#lib/session/store.ts'

type Call = (store: SessionStore) => Promise<unknown>

/** A store whose every call goes through `run`, which says on what store it is made, and how often. */
export function throughout(run: (call: Call) => Promise<unknown>): SessionStore {
  const told = Object.keys(methods).map((name) => [
    name,
    (...values: never[]) =>
      run((store) => Reflect.apply(store[name as keyof SessionStore], store, values)),
  ])
  return Object.fromEntries(told)
}

/** All there are; the compiler would miss one. */
const methods: Record<keyof SessionStore, null> = {
  ...{ create: null, find: null, read: null, keysMarked: null, touch: null, update: null },
  ...{ delete: null, lock: null, unlock: null, markUsed: null, note: null, noted: null },
  ...{ check: null, close: null },
}

/**
 * The same store, whose own faults are `store-unavailable`. What a change throws passes as it is.
 *
 * @param isFault whether an error is the store's
 */
export function tellingFaults(
  store: SessionStore,
  isFault: (error: unknown) => boolean,
): SessionStore {
  return throughout(async (call) => {
    try {
      return await call(store)
    } catch (error) {
      if (!isFault(error)) throw error
      const message = `the session store failed: ${reasonOf(error)}`
      throw new FlowError('store-unavailable', message, { cause: error })
    }
  })
}

/** In the words of a library's own list: a message might repeat what it was given. */
function reasonOf(error: unknown): string {
  const { errstr, code } = error as { errstr?: unknown; code?: unknown }
  return String(errstr ?? code ?? 'no answer')
}

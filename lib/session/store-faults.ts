import 'server-only'
import { FlowError } from '#lib/errors.ts'
import type { SessionStore } from './store.ts'

type Call = (store: SessionStore) => Promise<unknown>

/** A store whose every call goes through `run`, which says on what store it is made, and how often. */
export function throughout(run: (call: Call) => Promise<unknown>): SessionStore {
  return new Proxy({} as SessionStore, {
    get:
      (_store, name: keyof SessionStore) =>
      (...values: never[]) =>
        run((store) => Reflect.apply(store[name], store, values)),
  })
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

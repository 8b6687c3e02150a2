import 'server-only'
import { FlowError } from '#lib/errors.ts'
import type { SessionStore } from './store.ts'

/**
 * The same store, whose own faults are `store-unavailable`. What a change throws passes as it is.
 *
 * @param isFault whether an error is the store's
 */
export function tellingFaults(
  store: SessionStore,
  isFault: (error: unknown) => boolean,
): SessionStore {
  const told = Object.entries(store).map(([name, method]) => [name, telling(method, isFault)])
  return Object.fromEntries(told)
}

type Method = (...values: never[]) => Promise<unknown>

function telling(method: Method, isFault: (error: unknown) => boolean): Method {
  return async (...values) => {
    try {
      return await method(...values)
    } catch (error) {
      if (!isFault(error)) throw error
      throw new FlowError('store-unavailable', 'the session store failed', { cause: error })
    }
  }
}

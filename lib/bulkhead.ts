import { processState } from './process-state.ts'

/**
 * How many calls may be under way to one place, and how much their answers may hold together. At half a
 * second each that is some 500 calls a second, more than one process renders pages for.
 */
const mostCalls = 256
const mostBytes = 64_000_000

type Load = { calls: number; bytes: number }

const loads = () => processState('bulkheads', () => new Map<string, Load>())

/**
 * A berth for one call to a place; null when all are taken. Whoever gets none fails at once: waiting
 * would pile up requests behind a server that is silent, and they would take the rest of the app with
 * them. Leave it when the call is over, however it ends.
 */
export function takeBerth(place: string) {
  const load = loads().get(place) ?? { calls: 0, bytes: 0 }
  if (load.calls >= mostCalls) return null
  loads().set(place, load)
  load.calls += 1
  let held = 0

  return {
    /** Takes so many bytes more on board; false when all answers together are too much. */
    load(bytes: number): boolean {
      held += bytes
      load.bytes += bytes
      return load.bytes <= mostBytes
    },
    leave(): void {
      load.calls -= 1
      load.bytes -= held
      if (load.calls === 0) loads().delete(place)
    },
  }
}

export type Berth = NonNullable<ReturnType<typeof takeBerth>>

import { processState } from './process-state.ts'

/**
 * How many calls may be under way to one place, and how much their answers may hold together. Half of it is
 * for one guest: at half a second each some 500 calls a second, more than one process renders pages for.
 */
const mostCalls = 512
const mostBytes = 64_000_000

type Load = { calls: number; bytes: number }

const loads = () => processState('bulkheads', () => new Map<string, Load>())

/**
 * A berth for one call to a place; null when all are taken. Whoever gets none fails at once: waiting
 * would pile up requests behind a server that is silent, and they would take the rest of the app with
 * them. Leave it when the call is over, however it ends.
 *
 * @param guest whose call it is, where several share a place: one of them takes half of it at most
 */
export function takeBerth(place: string, guest = '') {
  const shares = [
    { name: place, share: 1 },
    { name: `${place} ${guest}`, share: 0.5 },
  ].map((one) => ({ ...one, taken: loads().get(one.name) ?? { calls: 0, bytes: 0 } }))
  if (shares.some(({ taken, share }) => taken.calls >= mostCalls * share)) return null
  let held = 0
  for (const { name, taken } of shares) {
    loads().set(name, taken)
    taken.calls += 1
  }

  return {
    /** Takes so many bytes more on board; false when all answers together are too much. */
    load(bytes: number): boolean {
      held += bytes
      for (const { taken } of shares) taken.bytes += bytes
      return shares.every(({ taken, share }) => taken.bytes <= mostBytes * share)
    },
    leave(): void {
      for (const { name, taken } of shares) {
        taken.calls -= 1
        taken.bytes -= held
        if (taken.calls === 0) loads().delete(name)
      }
    },
  }
}

export type Berth = NonNullable<ReturnType<typeof takeBerth>>

import type { Orders } from '../http/control.ts'
import { outcomes, type Tasks } from './tasks.ts'

const longestTaskMs = 600_000

/** `nextTask` and `taskMs`: how the next fetch of anybody at this bank goes. The one after is usual again. */
export function taskOrders(tasks: Tasks): Orders {
  return {
    nextTask(value) {
      const outcome = outcomes.find((it) => it === value)
      return outcome ? () => tasks.orderNext({ outcome }) : null
    },
    taskMs(value) {
      const sane = Number.isInteger(value) && Number(value) >= 0 && Number(value) <= longestTaskMs
      return sane ? () => tasks.orderNext({ ms: Number(value) }) : null
    },
  }
}

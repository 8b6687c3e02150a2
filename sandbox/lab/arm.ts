import type { Order, Orders } from '../http/control.ts'
import type { Fault } from './fault.ts'
import { findFault } from './faults/all.ts'
import type { Lab } from './lab.ts'

/** Arms a fault in place of what waited before. What strikes with the click has struck when this is done. */
export async function arm({ armed, ...server }: Lab, fault: Fault): Promise<void> {
  const outcome = fault.strikes.now ? await fault.strikes.now(server) : null
  armed.arm(fault)
  if (outcome !== null) armed.struck({ method: 'POST', path: '/lab/arm' }, outcome)
}

/** Everything is as it was: nothing is armed, the first key signs, and what was ordered is over. */
function resetLab({ armed, refused, keys }: Lab): void {
  armed.reset()
  refused.reset()
  keys.reset()
}

/** The same by `/control`, beside the site's own orders. */
export function labOrders(lab: Lab): Orders {
  return {
    ...lab.orders,
    fault(value) {
      const fault = findFault(value)
      return fault ? () => arm(lab, fault) : null
    },
    reset(value) {
      const others: Order | null | undefined = lab.orders.reset?.(value)
      return others
        ? () => {
            others()
            resetLab(lab)
          }
        : null
    },
  }
}

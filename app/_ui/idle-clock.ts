/** When a session ends without activity, and when in any case. Epoch ms by this browser's clock. */
export type Ends = Readonly<{ idleAt: number; absoluteAt: number }>

export type Reading = Readonly<{
  phase: 'quiet' | 'warning' | 'over'
  endsAt: number
  leftMs: number
  /** No activity can move this end. */
  isFinal: boolean
  /** When to read the clock again. */
  againInMs: number
}>

const longestLeadMs = 120_000
/** A timer cannot be set for more than 24 days; an hour is as good. */
const longestWaitMs = 3_600_000

/** How long before the end there is a warning: two minutes, or half of an idle time under four. */
export function leadOf(idleMs: number): number {
  return Math.min(longestLeadMs, idleMs / 2)
}

/** Where a session stands. */
export function readClock({ idleAt, absoluteAt }: Ends, leadMs: number, now: number): Reading {
  const endsAt = Math.min(idleAt, absoluteAt)
  const leftMs = endsAt - now
  const reading = { endsAt, leftMs, isFinal: absoluteAt <= idleAt }
  if (leftMs <= 0) return { ...reading, phase: 'over', againInMs: 0 }
  if (leftMs <= leadMs) {
    // On the full second.
    return { ...reading, phase: 'warning', againInMs: leftMs % 1000 || 1000 }
  }
  return { ...reading, phase: 'quiet', againInMs: Math.min(leftMs - leadMs, longestWaitMs) }
}

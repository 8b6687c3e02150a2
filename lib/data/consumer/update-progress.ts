/** An event of a bank's task, as the bank sends it. */
export type TaskEvent = Readonly<{
  type: string
  date?: string | null | undefined
  status?: string | null | undefined
}>

/** How far a bank has come in bringing its accounts up to date. */
export type UpdateProgress = Readonly<{
  /** What has happened, the oldest first. `type` is the bank's word; `at` is epoch milliseconds. */
  steps: readonly Readonly<{ type: string; at: number | null }>[]
  /** From here on the accounts show what the bank has just fetched, though it may go on with the rest. */
  hasNewBalances: boolean
  /** `unsaid`: the bank has ended, and told nobody how. */
  state: 'running' | 'succeeded' | 'failed' | 'timed-out' | 'unsaid'
}>

/** More than any task has, and a bound for one that never ends. */
const mostEvents = 200

/**
 * Reads a task's events, all that were heard so far.
 *
 * That every task begins with `TaskStarted` and ends with `TaskEnded`, whether it went well or not, is
 * documented; so is what new balances are called. How a failure is told from a time-out is not: that
 * `TaskEnded` has a `status` is an assumption.
 */
export function progressOf(events: readonly TaskEvent[]): UpdateProgress {
  const hasNewBalances = events.some(({ type }) => type === 'EnrichmentAllAccountBalancesUpdated')
  const end = events.find(({ type }) => type === 'TaskEnded')
  return {
    steps: events.map(({ type, date }) => ({ type, at: timeOf(date) })),
    hasNewBalances,
    state: end ? endOf(end.status ?? '', hasNewBalances) : 'running',
  }
}

/**
 * What was heard before and what is new. A bank may repeat all events or send the new ones alone: both
 * come out as each event once.
 */
export function heard(before: readonly TaskEvent[], now: readonly TaskEvent[]): TaskEvent[] {
  const named = [...before, ...now].map((event) => [JSON.stringify(event), event] as const)
  return [...new Map(named).values()].slice(-mostEvents)
}

function endOf(status: string, hasNewBalances: boolean): UpdateProgress['state'] {
  if (/time.?d?.?out/i.test(status)) return 'timed-out'
  if (/fail|error/i.test(status)) return 'failed'
  return /succe/i.test(status) || hasNewBalances ? 'succeeded' : 'unsaid'
}

function timeOf(date: string | null | undefined): number | null {
  const at = Date.parse(date ?? '')
  return Number.isFinite(at) ? at : null
}

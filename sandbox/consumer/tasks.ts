import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { Recent } from '../recent.ts'
import { Task } from './task.ts'

export const outcomes = ['succeed', 'fail', 'time-out', 'stall'] as const
export type Outcome = (typeof outcomes)[number]

/** What happens next in a task, and after which share of its whole time. */
type Step = Readonly<{ type: string; share: number; status?: string }>

const accountsListed: Step = { type: 'EnrichmentAccountsListed', share: 0.25 }
/** From here on balances are new, though the task goes on. */
const balancesUpdated: Step = { type: 'EnrichmentAllAccountBalancesUpdated', share: 0.25 }
const transactionsUpdated: Step = { type: 'EnrichmentTransactionsUpdated', share: 0.25 }

const steps: Readonly<Record<Outcome, readonly Step[]>> = {
  succeed: [
    ...[accountsListed, balancesUpdated, transactionsUpdated],
    { type: 'TaskEnded', share: 0.25, status: 'Success' },
  ],
  fail: [accountsListed, { type: 'TaskEnded', share: 0.75, status: 'Failure' }],
  'time-out': [accountsListed, { type: 'TaskEnded', share: 0.75, status: 'Timeout' }],
  stall: [accountsListed],
}

/** The tasks of a bank, and how the next one shall go where somebody ordered it. */
export class Tasks {
  readonly #tasks = new Recent<Task>(1_000)
  readonly #usualMs: number
  #next: Readonly<{ outcome?: Outcome; ms?: number }> = {}

  constructor(usualMs: number) {
    this.#usualMs = usualMs
  }

  orderNext(order: { outcome: Outcome } | { ms: number }): void {
    this.#next = { ...this.#next, ...order }
  }

  /** Starts a task of a person; `whenUpdated` is called at the moment its balances are new. */
  start(sub: string, whenUpdated: () => void): Task {
    const { outcome = 'succeed', ms = this.#usualMs } = this.#next
    this.#next = {}
    const task = new Task(randomUUID(), sub)
    this.#tasks.set(task.id, task)
    void run(task, steps[outcome], ms, whenUpdated)
    return task
  }

  find(id: string, sub: string): Task | null {
    const task = this.#tasks.get(id)
    return task?.sub === sub ? task : null
  }
}

async function run(
  task: Task,
  ahead: readonly Step[],
  ms: number,
  whenUpdated: () => void,
): Promise<void> {
  for (const step of ahead) {
    const { share, ...event } = step
    // A task alone does not keep the sandbox running.
    await wait(ms * share, undefined, { ref: false })
    if (step === balancesUpdated) whenUpdated()
    task.add(event)
  }
}

import type { RequestLog } from '../request-log.ts'
import type { Fault, When } from './fault.ts'
import type { Strikes } from './strikes.ts'

const armedForMs = 600_000

/** What was armed last, and what became of it. Times are epoch milliseconds. */
export type Arming = Readonly<{
  fault: Fault
  armedAt: number
  /** Then it disarms itself. */
  until: number
  struckAt: number | null
  /** What came of one that strikes with the click. */
  outcome: string | null
}>

/** The one fault that waits for the next flow of its kind, if any. It strikes once. */
export class Armed {
  readonly #log: RequestLog
  #last: Arming | null = null

  constructor(log: RequestLog) {
    this.#log = log
  }

  /** What was armed last, whether it waits, has struck, or has waited too long; null since a reset. */
  get last(): Arming | null {
    return this.#last
  }

  /** What waits now. */
  get fault(): Fault | null {
    const last = this.#last
    return last && last.struckAt === null && last.until > Date.now() ? last.fault : null
  }

  arm(fault: Fault): void {
    const armedAt = Date.now()
    const until = armedAt + armedForMs
    this.#last = { fault, armedAt, until, struckAt: null, outcome: null }
  }

  /** The fault that waits, if it is for such a flow and strikes at this place. */
  against(flows: readonly When[], place: keyof Strikes): Fault | null {
    const fault = this.fault
    return fault && flows.includes(fault.when) && fault.strikes[place] ? fault : null
  }

  /** It strikes: it waits no more. */
  strike(method: string, path: string, outcome: string | null = null): void {
    const fault = this.fault
    if (!fault || !this.#last) return
    this.#last = { ...this.#last, struckAt: Date.now(), outcome }
    this.#log.add({
      kind: `lab:${fault.id}`,
      method,
      path,
      status: 0,
      requestId: null,
      clientId: null,
      sub: null,
      institutionId: null,
      reason: fault.title,
    })
  }

  reset(): void {
    this.#last = null
  }
}

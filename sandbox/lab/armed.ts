import type { RequestLog } from '../request-log.ts'
import type { Fault, When } from './fault.ts'
import type { Strikes } from './strikes.ts'

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

/** Whose request it is that meets a fault. */
type Met = Readonly<{ method?: string | undefined; path: string }>

type Strike<Place extends keyof Strikes> = NonNullable<Strikes[Place]>

/** The one fault that waits for the next flow of its kind, if any. It strikes once. */
export class Armed {
  readonly #seconds: number
  readonly #log: RequestLog
  #last: Arming | null = null

  /** @param seconds how long a fault waits */
  constructor(seconds: number, log: RequestLog) {
    this.#seconds = seconds
    this.#log = log
  }

  /** What was armed last, whether it waits, has struck, or has waited too long; null since a reset. */
  get last(): Arming | null {
    return this.#last
  }

  /** What waits now. */
  get waiting(): Fault | null {
    const last = this.#last
    return last && last.struckAt === null && last.until > Date.now() ? last.fault : null
  }

  /** In place of what waited before. */
  arm(fault: Fault): void {
    const armedAt = Date.now()
    const until = armedAt + this.#seconds * 1_000
    this.#last = { fault, armedAt, until, struckAt: null, outcome: null }
  }

  /** Whether something waits for such a flow, to strike at this place. */
  find<Place extends keyof Strikes>(flows: readonly When[], place: Place): Strike<Place> | null {
    const fault = this.waiting
    return fault && flows.includes(fault.when) ? (fault.strikes[place] ?? null) : null
  }

  /** The same, and it has struck: nobody else meets it. */
  take<Place extends keyof Strikes>(
    flows: readonly When[],
    place: Place,
    met: Met,
  ): Strike<Place> | null {
    const strike = this.find(flows, place)
    if (strike) this.struck(met)
    return strike
  }

  struck({ method = '', path }: Met, outcome: string | null = null): void {
    if (!this.#last) return
    this.#last = { ...this.#last, struckAt: Date.now(), outcome }
    this.#log.add({
      kind: `lab:${this.#last.fault.id}`,
      method,
      path,
      status: 0,
      requestId: null,
      clientId: null,
      sub: null,
      institutionId: null,
      reason: this.#last.fault.title,
    })
  }

  reset(): void {
    this.#last = null
  }
}

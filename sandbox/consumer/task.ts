import { EventEmitter, once } from 'node:events'

export type TaskEvent = Readonly<{ type: string; date: string; status?: string }>

/** Something the bank does for a customer meanwhile. Its version is how many events there were. */
export class Task {
  readonly id: string
  readonly sub: string
  readonly #events: TaskEvent[] = []
  readonly #changes = new EventEmitter().setMaxListeners(0)

  constructor(id: string, sub: string) {
    this.id = id
    this.sub = sub
    this.add({ type: 'TaskStarted' })
  }

  get version(): number {
    return this.#events.length
  }

  add(event: Omit<TaskEvent, 'date'>): void {
    const { type, ...more } = event
    this.#events.push({ type, date: new Date().toISOString(), ...more })
    this.#changes.emit('event')
  }

  eventsSince(version: number): readonly TaskEvent[] {
    return this.#events.slice(version)
  }

  /** Ends with the next event, or with the signal. */
  async nextEvent(signal: AbortSignal): Promise<void> {
    try {
      await once(this.#changes, 'event', { signal })
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}

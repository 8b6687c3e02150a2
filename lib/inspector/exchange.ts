import { AsyncLocalStorage } from 'node:async_hooks'
import { processState } from '#lib/process-state.ts'
import type { Step } from './flow.ts'

/** One request that came in, while it is worked on. */
export type Exchange = {
  /** Null where no browser asked: an issuer tells of a logout. */
  readonly browser: string | null
  readonly method: string
  readonly url: URL
  readonly startedAt: number
  /** The step that shows the request, for the flow it turns out to belong to. */
  readonly request: Step
  flowId: string | null
  /** Where its answer stands in the flow, once it is known where the browser goes. */
  answerStep: number
  isOver: boolean
}

const storage = () =>
  processState('inspector.exchange', () => new AsyncLocalStorage<{ exchange: Exchange }>())
const steps = () => processState('inspector.within', () => new AsyncLocalStorage<string>())

/** From here on, all that follows from this request knows it. */
export function enterExchange(exchange: Exchange): void {
  storage().enterWith({ exchange })
}

export function currentExchange(): Exchange | null {
  return storage().getStore()?.exchange ?? null
}

/** Work of one step of the protocol. */
export function during<T>(step: string, work: () => Promise<T>): Promise<T> {
  return steps().run(step, work)
}

export function currentStep(): string | null {
  return steps().getStore() ?? null
}

/** What is no part of any flow: files, what machines ask, and looking at the flows themselves. */
const beside = /^\/(?:_next\/|health\/|\.well-known\/|icon\.svg|inspector(?:\/|$)|auth\/session)/

export function isBeside({ url }: Pick<Exchange, 'url'>): boolean {
  return beside.test(url.pathname)
}

/** The browser that asks for this page, by its id. Null outside of a request. */
export function currentBrowser(): string | null {
  return currentExchange()?.browser ?? null
}

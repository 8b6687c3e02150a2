import { processState } from '#lib/process-state.ts'
import { shutdownBegun } from '#lib/shutdown.ts'

/** Nobody is kept longer: a browser gives up, and so may a presenter. */
const longestMs = 120_000
/** Browsers that hold at the same time: the one that began first goes on. */
const mostBrowsers = 20

type Waiting = Map<string, () => void>
type Holds = { armed: Set<string>; waiting: Map<string, Waiting> }

const holds = () =>
  processState('inspector.holds', (): Holds => {
    shutdownBegun().addEventListener('abort', () => {
      for (const browser of holds().waiting.keys()) releaseAll(browser)
    })
    return { armed: new Set(), waiting: new Map() }
  })

/** Whether flows of this browser stop before each redirect. */
export function isHolding(browser: string): boolean {
  return holds().armed.has(browser)
}

/** From now on they do, or do not; then whatever waits goes on. */
export function setHolding(browser: string, isOn: boolean): void {
  if (isOn) {
    const [oldest] = holds().armed
    if (holds().armed.size >= mostBrowsers && oldest !== undefined) setHolding(oldest, false)
    holds().armed.add(browser)
  } else {
    holds().armed.delete(browser)
    releaseAll(browser)
  }
}

/** Waits until the presenter goes on, or until two minutes are over. */
export function hold(browser: string, flowId: string): Promise<void> {
  const waiting = holds().waiting.get(browser) ?? new Map<string, () => void>()
  return new Promise((resolve) => {
    const goOn = () => {
      clearTimeout(timer)
      waiting.delete(flowId)
      if (waiting.size === 0) holds().waiting.delete(browser)
      resolve()
    }
    const timer = setTimeout(goOn, longestMs)
    waiting.get(flowId)?.()
    holds().waiting.set(browser, waiting.set(flowId, goOn))
  })
}

/** Lets one flow go on to where it was about to send the browser. */
export function release(browser: string, flowId: string): void {
  holds().waiting.get(browser)?.get(flowId)?.()
}

function releaseAll(browser: string): void {
  for (const goOn of holds().waiting.get(browser)?.values() ?? []) goOn()
}

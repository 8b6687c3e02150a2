import { notFound } from 'next/navigation'
import { getInspectorMode } from '#lib/data/environment.ts'
import { currentBrowser } from '#lib/inspector/exchange.ts'
import type { Flow } from '#lib/inspector/flow.ts'
import { flowOf, flowsOf } from '#lib/inspector/ring.ts'

/** What this browser did, the newest first. While nothing is recorded, there is no such page. */
export function requireFlows(): readonly Flow[] {
  const browser = requireBrowser()
  return browser === null ? [] : flowsOf(browser)
}

/** One flow of this browser. Another's is not there, as one that never was. */
export function requireFlow(flowId: string): Flow {
  const browser = requireBrowser()
  return (browser === null ? null : flowOf(browser, flowId)) ?? notFound()
}

function requireBrowser(): string | null {
  if (getInspectorMode() === 'off') notFound()
  return currentBrowser()
}

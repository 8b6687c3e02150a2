import { randomBytes } from 'node:crypto'
import { processState } from '#lib/process-state.ts'
import type { Flow, FlowKind, Step } from './flow.ts'

/** In all, for one browser, and in one flow. The oldest go. */
const most = { flows: 1_000, flowsOfBrowser: 50, steps: 250, bytes: 32_000_000 }

/** A flow while it grows, and whose it is. */
type Kept = { flow: Flow; browsers: Set<string>; bytes: number }
type Listener = (flowId: string) => void
type Ring = {
  kept: Map<string, Kept>
  bytes: number
  listeners: Map<string, Set<Listener>>
}

const ring = () =>
  processState('inspector.ring', (): Ring => ({ kept: new Map(), bytes: 0, listeners: new Map() }))

/** Begins a flow of a browser; of nobody, until somebody is found that it is about. */
export function beginFlow(
  browser: string | null,
  kind: FlowKind,
  institutionId: string | null,
  startedAt: number,
): string {
  const id = randomBytes(9).toString('base64url')
  const flow: Flow = {
    ...{ id, kind, institutionId, startedAt, changedAt: startedAt, outcome: 'under way' },
    ...{ refusal: null, isHeld: false, steps: [], dropped: 0 },
  }
  ring().kept.set(id, { flow, browsers: new Set(browser === null ? [] : [browser]), bytes: 0 })
  makeRoom(browser)
  announce(id)
  return id
}

/** Adds a step; answers its number, by which it can be completed. */
export function addStep(id: string, step: Step): number {
  const kept = ring().kept.get(id)
  if (!kept) return -1
  const { steps, dropped } = kept.flow
  if (steps.length >= most.steps) {
    change(id, { dropped: dropped + 1 })
    return -1
  }
  weigh(kept, JSON.stringify(step).length)
  change(id, { steps: [...steps, step], changedAt: Math.max(kept.flow.changedAt, step.at) })
  return steps.length
}

/** Puts a completed step in the place of the one that was begun. */
export function completeStep(id: string, number: number, step: Step): void {
  const kept = ring().kept.get(id)
  const before = kept?.flow.steps[number]
  if (!kept || !before) return
  weigh(kept, JSON.stringify(step).length - JSON.stringify(before).length)
  change(id, { steps: kept.flow.steps.with(number, step), changedAt: Date.now() })
}

export function change(id: string, changes: Partial<Omit<Flow, 'id'>>): void {
  const kept = ring().kept.get(id)
  if (!kept) return
  kept.flow = { ...kept.flow, ...changes }
  announce(id)
}

/** Gives a flow to one more browser: what it is about happened there. */
export function giveTo(id: string, browser: string): void {
  ring().kept.get(id)?.browsers.add(browser)
  announce(id)
}

/** The newest first. */
export function flowsOf(browser: string): Flow[] {
  return [...ring().kept.values()]
    .filter(({ browsers }) => browsers.has(browser))
    .map(({ flow }) => flow)
    .reverse()
}

/** One flow, for a browser that it belongs to; null for every other. */
export function flowOf(browser: string, id: string): Flow | null {
  const kept = ring().kept.get(id)
  return kept?.browsers.has(browser) ? kept.flow : null
}

/** Forgets all flows of a browser: a clean slate. */
export function forgetFlows(browser: string): void {
  for (const [id, { browsers }] of ring().kept) {
    if (browsers.delete(browser) && browsers.size === 0) remove(id)
  }
  for (const tell of ring().listeners.get(browser) ?? []) tell('')
}

/** Calls back whenever a flow of this browser changes, with its id; with none when all were forgotten. */
export function listen(browser: string, listener: Listener): () => void {
  const { listeners } = ring()
  const ofBrowser = listeners.get(browser) ?? new Set()
  listeners.set(browser, ofBrowser.add(listener))
  return () => {
    ofBrowser.delete(listener)
    if (ofBrowser.size === 0) listeners.delete(browser)
  }
}

function announce(id: string): void {
  const { kept, listeners } = ring()
  for (const browser of kept.get(id)?.browsers ?? []) {
    for (const tell of listeners.get(browser) ?? []) tell(id)
  }
}

function weigh(kept: Kept, bytes: number): void {
  kept.bytes += bytes
  ring().bytes += bytes
  makeRoom(null)
}

function makeRoom(browser: string | null): void {
  const { kept } = ring()
  if (browser !== null) {
    const ofBrowser = [...kept].filter(([, { browsers }]) => browsers.has(browser))
    for (const [id] of ofBrowser.slice(0, -most.flowsOfBrowser)) remove(id)
  }
  for (const id of kept.keys()) {
    // The last one stays, however much it is.
    const isTooMuch = kept.size > most.flows || ring().bytes > most.bytes
    if (!isTooMuch || kept.size === 1) break
    remove(id)
  }
}

function remove(id: string): void {
  const { kept } = ring()
  ring().bytes -= kept.get(id)?.bytes ?? 0
  kept.delete(id)
}

import { env } from '#lib/env.ts'
import type { Flow } from './flow.ts'
import { membersOf, type Shown } from './mask.ts'

/** What the institutions of some flows are called, by id, as far as an API said so in one of them. */
export function institutionNames(flows: readonly Flow[]): ReadonlyMap<string, string> {
  // As the log calls it.
  const names = new Map([['zero', 'Institution Zero']])
  for (const step of flows.flatMap(({ steps }) => steps)) {
    const body = step.type === 'call' && step.answer && 'body' in step.answer && step.answer.body
    if (body) learn(body, names)
  }
  const zeroId = institutionZeroId()
  if (zeroId !== null) names.set(zeroId, 'Institution Zero')
  return names
}

export function institutionZeroId(): string | null {
  return env().institutionZeroId
}

function learn(value: Shown, names: Map<string, string>): void {
  if (typeof value !== 'object' || value === null) return
  const { institutionId, name } = membersOf(value)
  if (typeof institutionId === 'string' && typeof name === 'string') names.set(institutionId, name)
  for (const one of Object.values(value)) learn(one as Shown, names)
}
